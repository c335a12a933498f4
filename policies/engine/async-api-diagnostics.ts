import type { ISpectralDiagnostic } from '@stoplight/spectral-core';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { TreeReader } from './tree-reader.ts';

type Parser = import('@asyncapi/parser').Parser;

/** Rules of the parser that spectral:asyncapi has too, and those of style. */
const RULES_OF_SPECTRAL = [
  'asyncapi-latest-version',
  'asyncapi-document-resolved',
  'asyncapi-document-unresolved',
  'asyncapi3-channel-servers',
  'asyncapi3-channel-no-query-nor-fragment',
];

const currentReader = new AsyncLocalStorage<TreeReader>();
let parserLoading: Promise<Parser> | undefined;

/**
 * What the AsyncAPI parser says about an AsyncAPI 3 document: checks across channels, operations and messages that spectral:asyncapi lacks. It reads
 * what the document refers to through the reader alone.
 */
export async function asyncApiDiagnostics(source: string, text: string, reader: TreeReader): Promise<readonly ISpectralDiagnostic[]> {
  const parser = await (parserLoading ??= createParser());
  return currentReader.run(reader, () => parser.validate(text, { source }));
}

async function createParser(): Promise<Parser> {
  const { Parser: AsyncApiParser } = await import('@asyncapi/parser');
  const resolvers = ['file', 'http', 'https'].map((schema) => ({ schema, order: 1, canRead: true, read: readReference }));
  const rules = Object.fromEntries(RULES_OF_SPECTRAL.map((rule) => [rule, 'off' as const]));
  return new AsyncApiParser({ ruleset: { recommended: false, extends: [], rules }, __unstable: { resolver: { cache: false, resolvers } } });
}

/** Never fails: where one resolver fails, the parser goes on to its own, which read the disk and the network. */
async function readReference(uri: { href(): string } | { toString(): string }): Promise<string> {
  const reader = currentReader.getStore();
  return (await reader?.read('href' in uri ? uri.href() : uri.toString()).catch(() => undefined)) ?? 'null';
}
