import type { Format } from '@stoplight/spectral-core';
import { CONTRACT_FORMAT, contractFormat } from './contract-format.ts';
import type { Spectral } from './spectral.ts';

const ALIASES: Readonly<Record<string, string>> = {
  'json-schema-2019-09': 'json-schema-draft-2019-09',
  'json-schema-2020-12': 'json-schema-draft-2020-12',
};

/** The format that a ruleset names, such as `oas3.1`, `asyncapi2` or `interlock-contract`; undefined when there is none of the name. */
export function formatNamed(name: string, { formats }: Spectral): Format | undefined {
  if (name === CONTRACT_FORMAT) return contractFormat;
  const identifier = (ALIASES[name] ?? name)
    .replaceAll(/\.|([0-9])-(?=[0-9])/g, '$1_')
    .replaceAll(/-([0-9a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(formats, identifier) ? (formats as unknown as Readonly<Record<string, Format>>)[identifier] : undefined;
}
