import { childPointer, type FileTree, type Finding, resolveTreePath } from '../../registry/contract/index.ts';
import { parseSource, type SourceDocument } from '../../registry/workspace/index.ts';
import { isWaivable } from '../waivers/is-waivable.ts';

/** The key by which an object of a document names rules that are not to find anything in it: an id, or a list of ids. */
const KEY = 'x-lint-ignore';

/** What linting found of a document, and of which files. */
export interface Ignorable {
  readonly findings: readonly Finding[];
  readonly tree: FileTree;
  /** Paths of its files in the tree. */
  readonly files: Iterable<string>;
  /** Does the workspace let documents ignore rules? */
  readonly isAllowed: boolean;
}

interface Ignore {
  readonly file: string;
  /** Of the object that has the key. */
  readonly pointer: string;
  readonly rules: readonly string[];
  readonly source: SourceDocument;
}

/**
 * The findings, those within an object that ignores their rule marked so. Where the workspace doesn't allow that, none is, and a hint says
 * so for each object; where it does, a warning says which object ignores what isn't found.
 */
export async function applyIgnores({ findings, tree, files, isAllowed }: Ignorable): Promise<readonly Finding[]> {
  const ignores: Ignore[] = [];
  for (const path of files) if (resolveTreePath('', path) !== undefined) ignores.push(...(await ignoresIn(tree, path)));
  if (ignores.length === 0) return findings;
  if (!isAllowed) return [...findings, ...ignores.map(notHonoured)];
  const used = new Set<Ignore>();
  const marked = findings.map((finding) => {
    const ignore = ignores.filter((each) => covers(each, finding)).at(-1);
    if (!ignore) return finding;
    used.add(ignore);
    return { ...finding, waiver: { class: 'in-document', place: placeOf(ignore) } as const };
  });
  return [...marked, ...ignores.filter((ignore) => !used.has(ignore)).map(unused)];
}

async function ignoresIn(tree: FileTree, path: string): Promise<readonly Ignore[]> {
  const bytes = await tree.read(path);
  if (!bytes || !Buffer.from(bytes).includes(KEY)) return [];
  const file = tree.label + path;
  const source = parseSource(bytes, file);
  const found: Ignore[] = [];
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const named: unknown = Array.isArray(value) ? undefined : (value as Readonly<Record<string, unknown>>)[KEY];
    if (named !== undefined) found.push({ file, pointer, rules: [named].flat().map(String), source });
    for (const [key, member] of Object.entries(value)) if (key !== KEY) visit(member, childPointer(pointer, key));
  };
  visit(source.value, '');
  return found;
}

function covers({ file, pointer, rules }: Ignore, finding: Finding): boolean {
  const isWithin = finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`);
  return isWithin && finding.place.file === file && rules.includes(finding.ruleId) && isWaivable(finding.ruleId);
}

function notHonoured(ignore: Ignore): Finding {
  const message = `${KEY} of ${ignore.rules.join(', ')} does not count: interlock.config.yaml does not allow it (inDocumentIgnores)`;
  return { ruleId: 'ignore-not-honoured', severity: 'hint', message, ...whereIs(ignore) };
}

function unused(ignore: Ignore): Finding {
  const message = `${KEY} of ${ignore.rules.join(', ')} covers nothing that is found here, or what may not be ignored; remove it`;
  return { ruleId: 'ignore-unused', severity: 'warning', message, ...whereIs(ignore) };
}

function whereIs(ignore: Ignore): Pick<Finding, 'place' | 'pointer'> {
  return { place: placeOf(ignore), pointer: childPointer(ignore.pointer, KEY) };
}

function placeOf({ source, pointer }: Ignore): Finding['place'] {
  return source.locate(childPointer(pointer, KEY));
}
