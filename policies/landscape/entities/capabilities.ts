import type { HttpOperation } from '../../../registry/contract/index.ts';
import { wordsOf } from '../../documents/words.ts';
import { entityWords, meaningfulWords } from './entity-words.ts';

/** What an operation does to which thing. */
export interface Capability {
  /** The thing, with what it is part of: `account adjustment`. */
  readonly words: readonly string[];
  /** `list`, `show`, `create`, `change`, `remove`, or an action: `cancel`. */
  readonly verb: string;
}

/** Segments that group paths, and name no thing. */
const GROUPS: ReadonlySet<string> = new Set(['api', 'rest', 'odata', 'service', 'public', 'internal', 'external']);

/** Last segments that ask for things of the collection before them. */
const QUESTIONS: ReadonlySet<string> = new Set(['search', 'lookup', 'query', 'find', 'list', 'filter', 'browse']);

/** Last segments that do something to the thing before them. */
const ACTIONS: ReadonlySet<string> = new Set([
  ...['cancel', 'close', 'reopen', 'approve', 'reject', 'submit', 'confirm', 'release', 'post', 'reverse', 'void', 'validate', 'calculate'],
  ...['preview', 'quote', 'export', 'import', 'send', 'resend', 'email', 'print', 'activate', 'deactivate', 'archive', 'restore', 'merge'],
  ...[
    'lock',
    'unlock',
    'start',
    'stop',
    'retry',
    'refresh',
    'sync',
    'verify',
    'check',
    'match',
    'count',
    'batch',
    'bulk',
    'complete',
    'acknowledge',
  ],
]);

const VERBS: Readonly<Record<string, string>> = { PUT: 'change', PATCH: 'change', DELETE: 'remove', POST: 'create' };

/** What a request does, by its method and path; undefined when the path names no thing. */
export function capabilityOf({ method, path }: Pick<HttpOperation, 'method' | 'path'>): Capability | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  const named = segments.map((segment) => segment.replaceAll(/\([^)]*\)|\{[^}]*\}/g, ''));
  const last = named.at(-1) ?? '';
  const lastWord = wordsOf(last).length === 1 ? wordsOf(last)[0]! : '';
  const isQuestion = named.length > 1 && QUESTIONS.has(lastWord);
  const isAction = named.length > 1 && ACTIONS.has(lastWord) && method !== 'GET';
  const things = isQuestion || isAction ? named.slice(0, -1) : named;
  const words = things.flatMap((segment) => meaningfulWords(segment)).filter((word) => !GROUPS.has(word));
  if (words.length === 0) return undefined;
  const thing = entityWords(words.join(' '));
  if (isQuestion) return { words: thing, verb: 'list' };
  if (isAction) return { words: thing, verb: lastWord };
  if (method === 'GET' || method === 'HEAD' || method === 'QUERY')
    return { words: thing, verb: /[{)]/.test(segments.at(-1) ?? '') ? 'show' : 'list' };
  const verb = VERBS[method];
  return verb === undefined ? undefined : { words: thing, verb };
}
