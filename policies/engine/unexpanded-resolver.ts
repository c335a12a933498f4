import { resolveSource } from '../documents/document-node.ts';

/** Spectral's own reader of a file that a document refers to: it parses the text and remembers the document. */
interface ResolveOptions {
  readonly baseUri?: string;
  readonly parseResolveResult?: (opened: { result: unknown; readonly targetAuthority: { href(): string } }) => Promise<{ result: unknown }>;
}

/**
 * Opens the files that a document refers to, and those that they refer to, and puts nothing in place of a `$ref`: all that rules need which
 * look at documents as they are written, in a part of the time. A file that cannot be read stays closed; whoever lints the document says so.
 *
 * @param read gives the text behind the absolute URI of a `$ref`
 */
export function unexpandedResolver(read: (uri: string) => Promise<string>): object {
  async function open(from: unknown, base: string, options: ResolveOptions, opened: Set<string>): Promise<void> {
    for (const file of filesNamedIn(from)) {
      const source = resolveSource(base, file);
      if (opened.has(source)) continue;
      opened.add(source);
      const text = await read(URL.canParse(source) ? source : encodeURI(source)).catch(() => undefined);
      if (text === undefined || !options.parseResolveResult) continue;
      const { result } = await options.parseResolveResult({ result: text, targetAuthority: { href: () => source } });
      await open(result, source, options, opened);
    }
  }
  return {
    uriCache: {},
    async resolve(source: unknown, options: ResolveOptions) {
      const base = options.baseUri ?? '';
      await open(source, base, options, new Set([base]));
      return { result: source, graph: null, errors: [] };
    },
  };
}

/** The files that `$ref`s in a value name, each once. */
function filesNamedIn(value: unknown): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<object>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    for (const [key, member] of Object.entries(node)) {
      const file = key === '$ref' && typeof member === 'string' ? member.split('#', 1)[0]! : '';
      if (file !== '') files.add(file);
      visit(member);
    }
  };
  visit(value);
  return files;
}
