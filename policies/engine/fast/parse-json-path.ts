import { type FilterTest, parseFilter } from './parse-filter.ts';

/** What a step of a path asks of a child: any, one of these names (never an index), or that a filter holds. */
export type StepTest = '*' | ReadonlySet<string> | FilterTest;

/** One step from a node to its children, or with `isDeep` to all that is below it. */
export interface PathStep {
  readonly isDeep: boolean;
  readonly test: StepTest;
}

const NAME = /^[A-Za-z_][\w-]*/;
const BRACKET = /^\[(?:'([^'\\]*)'|"([^"\\]*)"|([A-Za-z_][\w-]*(?:,[A-Za-z_][\w-]*)*))\]/;

/**
 * The steps of a JSONPath expression, `[]` for `$`. Undefined for what is beyond the forms that we walk as nimma does: names, lists of
 * names, `*`, `..` and filters of the kind that `parseFilter` reads. Those expressions stay with Spectral.
 *
 * @example parseJsonPath('$.paths[*][get,put]')
 */
export function parseJsonPath(path: string): readonly PathStep[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: PathStep[] = [];
  let rest = path.slice(1);
  while (rest !== '') {
    const dots = /^\.{0,2}/.exec(rest)![0];
    rest = rest.slice(dots.length);
    const isDeep = dots === '..';
    if (rest.startsWith('[') && dots === '.') return undefined;
    const read = readTest(rest, dots !== '');
    if (read === undefined) return undefined;
    const isAlone = isDeep && steps.length === 0 && read.length === rest.length;
    if (typeof read.test === 'function' && !isAlone && !isGuarded(rest.slice(3, read.length - 2))) return undefined;
    steps.push({ isDeep, test: read.test });
    rest = rest.slice(read.length);
  }
  return steps;
}

function readTest(rest: string, isAfterDot: boolean): { readonly test: StepTest; readonly length: number } | undefined {
  if (rest.startsWith('[*]')) return { test: '*', length: 3 };
  if (rest.startsWith('[?(')) return readFilter(rest);
  const bracket = BRACKET.exec(rest);
  if (bracket)
    return { test: new Set((bracket[1] ?? bracket[2] ?? bracket[3]!).split(bracket[3] ? ',' : '\0')), length: bracket[0].length };
  if (!isAfterDot) return undefined;
  if (rest.startsWith('*')) return { test: '*', length: 1 };
  const name = NAME.exec(rest)?.[0];
  return name === undefined ? undefined : { test: new Set([name]), length: name.length };
}

/**
 * Does the filter fail for no value? Nimma puts it to nodes that the rest of the path then rules out, and one failure ends its run; where
 * the path is nothing but the filter, so do we.
 */
function isGuarded(filter: string): boolean {
  const isGuardedFirst = /^\s*(@property\s*[!=]==?\s*'[^']*'\s*&&\s*)?@\s*&&/.test(filter);
  const outermost = filter.replaceAll(/'[^']*'|"[^"]*"/g, '').replaceAll(/\((?:[^()]|\([^()]*\))*\)/g, '');
  return isGuardedFirst && !outermost.includes('||') && !/@(?:\.[\w$-]+|\['[^']*'\]){2}/.test(filter);
}

/** A filter ends at the first `)]` that is not within quotes; a filter that then does not parse is not ours. */
function readFilter(rest: string): { readonly test: StepTest; readonly length: number } | undefined {
  let quote = '';
  for (let index = 3; index < rest.length; index++) {
    const character = rest[index]!;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === ')' && rest[index + 1] === ']') {
      const test = parseFilter(rest.slice(3, index));
      return test && { test, length: index + 2 };
    }
  }
  return undefined;
}
