import { memoryTree, type Workspace, workspaceOf } from '../../../registry/workspace/index.ts';

/** What a contract.yaml of an example says when it doesn't say otherwise. */
const ORDINARY: Readonly<Record<string, string>> = {
  owner: '{ team: integration, contact: integration@hospital.example }',
  layer: 'system',
  criticality: '1',
  mode: 'api',
  audience: 'company',
  dataClassification: 'I',
  lifecycle: 'active',
  slo: '{ availabilityPercent: 99.5 }',
  runbook: 'runbook.md',
  environments: '[{ name: production }, { name: test }]',
};

/** What a document of an example says when it doesn't say otherwise. */
const EMPTY: Readonly<Record<string, string>> = {
  'openapi.yaml': 'openapi: 3.1.0\ninfo: { title: Example, version: 1.0.0 }\npaths: {}\n',
};

/** A landscape of a few files, as rule pages show it. */
export interface ExampleLandscape {
  readonly files: Readonly<Record<string, string>>;
  /** By the place of each file's first line in the example: `contracts/a/contract.yaml` begins at line 3. */
  readonly firstLines: Readonly<Record<string, number>>;
}

/**
 * Reads an example: YAML, a path as the key of each file, the file below it, code as a text (`app.ts: |`). What it leaves out of a contract.yaml is ordinary, the id is
 * that of the folder; a contract without a document has an empty one, a consumer of no owner has one.
 */
export function exampleLandscape(text: string): ExampleLandscape {
  const files: Record<string, string> = { 'interlock.config.yaml': '' };
  const firstLines: Record<string, number> = {};
  let path: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, key] = /^([^\s#].*\.(?:ya?ml|ts)):(?: \|)?(?:\s*#.*)?$/.exec(line) ?? [];
    if (key === undefined) {
      if (path !== undefined) files[path] += `${line.replace(/^ {2}/, '')}\n`;
      continue;
    }
    path = key;
    files[path] = '';
    firstLines[path] = index + 2;
  }
  for (const each of Object.keys(files)) complete(files, each);
  return { files, firstLines };
}

function complete(files: Record<string, string>, path: string): void {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const id = folder.split('/').at(-1)!;
  const says = (key: string) => new RegExp(`^${key}:`, 'm').test(files[path]!);
  const add = (key: string, value: string) => (files[path] += says(key) ? '' : `${key}: ${value}\n`);
  if (path.endsWith('/contract.yaml')) {
    for (const [key, value] of Object.entries({ id, title: id, system: id, ...ORDINARY })) add(key, value);
    const documents = ['openapi.yaml', 'asyncapi.yaml'].map((name) => `${folder}/${name}`);
    if (!documents.some((each) => each in files)) files[documents[0]!] = EMPTY['openapi.yaml']!;
  } else if (path.startsWith('contracts/consumers/')) {
    const name = path.split('/').at(-1)!.replace('.yaml', '');
    for (const [key, value] of Object.entries({ id: name, title: name, owner: ORDINARY['owner']! })) add(key, value);
  } else if (/\/(?:openapi|asyncapi)\.yaml$/.test(path)) add('info', '{ title: Example, version: 1.0.0 }');
}

/** The workspace that files are. */
export function workspaceWith(files: Readonly<Record<string, string>>): Promise<Workspace> {
  return workspaceOf(memoryTree(files), '/workspace');
}
