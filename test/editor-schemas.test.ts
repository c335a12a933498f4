import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';

/** Schemas for editors, and the shipped files that each must accept. */
const SCHEMAS: readonly (readonly [string, RegExp])[] = [
  ['registry/workspace/schemas/contract.schema.json', /^contracts\/.*\/contract\.yaml$/],
  ['registry/workspace/schemas/interlock.config.schema.json', /^interlock\.config\.yaml$/],
  ['registry/workspace/schemas/consumer.schema.json', /^contracts\/consumers\/[^/]+\.yaml$/],
  ['registry/workspace/schemas/registry.lock.schema.json', /^contracts\/registry\.lock$/],
  ['mock-server/mock.schema.json', /^contracts\/.*\/mock\.yaml$/],
];

/** Schemas of files that the shipped landscape has none of. */
const UNUSED = ['registry/workspace/schemas/mapping.schema.json', 'registry/workspace/schemas/waiver.schema.json'];

const FILES = [
  'interlock.config.yaml',
  ...readdirSync(packagePath('contracts'), { recursive: true, encoding: 'utf8' }).map((path) => `contracts/${path}`),
];

function read(path: string): unknown {
  return load(readFileSync(packagePath(path), 'utf8'));
}

describe('schemas for editors', () => {
  it.each([...SCHEMAS.map(([path]) => path), ...UNUSED])('%s is JSON Schema 2020-12, and explains its fields', (path) => {
    const schema = read(path) as {
      readonly $schema?: string;
      readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
    };
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(new Ajv2020().validateSchema(schema)).toBe(true);
    expect(Object.entries(schema.properties ?? {}).filter(([, { description }]) => description === undefined)).toEqual([]);
  });

  it.each(SCHEMAS)('%s accepts every shipped file', (path, pattern) => {
    const accepts = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(read(path) as object);
    const files = FILES.filter((file) => pattern.test(file));
    expect(files).not.toEqual([]);
    for (const file of files) {
      accepts(read(file));
      expect(accepts.errors ?? [], file).toEqual([]);
    }
  });

  it('are all told of', () => {
    const folder = 'registry/workspace/schemas';
    const shipped = readdirSync(packagePath(folder)).map((name) => `${folder}/${name}`);
    expect([...SCHEMAS.map(([path]) => path), ...UNUSED]).toEqual(expect.arrayContaining(shipped));
    const page = readFileSync(packagePath('docs/editor.md'), 'utf8');
    for (const path of shipped) expect(page).toContain(`schemas/${path.split('/').at(-1)}`);
  });
});
