import { describe, expect, it } from 'vitest';
import { type Finding, memoryTree } from '../../registry/contract/index.ts';
import { applyIgnores } from './apply-ignores.ts';

const DOCUMENT = `openapi: 3.1.0
info: { title: a, version: '1' }
x-lint-ignore: [about-all, gone]
paths:
  /a:
    x-lint-ignore: about-paths
    get: { operationId: x }
  /ab: {}
`;

const finding = (ruleId: string, pointer: string, file = 'ws/a.yaml'): Finding => ({
  ruleId,
  severity: 'error',
  message: '',
  place: { file, line: 1, column: 1 },
  pointer,
});

async function apply(findings: readonly Finding[], isAllowed: boolean) {
  const tree = memoryTree({ 'a.yaml': DOCUMENT, 'b.yaml': 'x: 1\n' }, 'ws/');
  return applyIgnores({ findings, tree, files: ['a.yaml', 'b.yaml', 'none.yaml'], isAllowed });
}

describe('applyIgnores', () => {
  it.each<[string, Finding, number | undefined]>([
    ['in the object', finding('about-paths', '/paths/~1a'), 6],
    ['below the object', finding('about-paths', '/paths/~1a/get/operationId'), 6],
    ['beside the object', finding('about-paths', '/paths/~1ab'), undefined],
    ['above the object', finding('about-paths', '/paths'), undefined],
    ['of the whole document', finding('about-all', '/paths/~1ab'), 3],
    ['of another rule', finding('other', '/paths/~1a'), undefined],
    ['in another file', finding('about-all', '/x', 'ws/b.yaml'), undefined],
  ])('marks what is %s', async (_, given, line) => {
    const [marked] = await apply([given], true);
    expect(marked!.waiver?.place.line).toBe(line);
    expect(marked!.waiver?.class).toBe(line === undefined ? undefined : 'in-document');
  });

  it('says what is ignored and not found', async () => {
    const left = await apply([finding('about-paths', '/paths/~1a')], true);
    expect(left.slice(1).map(({ ruleId, severity, place, pointer }) => [ruleId, severity, place.line, pointer])).toEqual([
      ['ignore-unused', 'warning', 3, '/x-lint-ignore'],
    ]);
  });

  it('marks nothing where the workspace does not allow it, and says so', async () => {
    const left = await apply([finding('about-paths', '/paths/~1a')], false);
    expect(left.map(({ ruleId, severity, place, waiver }) => [ruleId, severity, place.line, waiver])).toEqual([
      ['about-paths', 'error', 1, undefined],
      ['ignore-not-honoured', 'hint', 3, undefined],
      ['ignore-not-honoured', 'hint', 6, undefined],
    ]);
  });

  it('lets nobody ignore what could not be checked', async () => {
    const tree = memoryTree({ 'a.yaml': 'x-lint-ignore: rule-not-checked\n' }, '');
    const given = finding('rule-not-checked', '', 'a.yaml');
    const left = await applyIgnores({ findings: [given], tree, files: ['a.yaml'], isAllowed: true });
    expect(left.map(({ ruleId, waiver }) => [ruleId, waiver])).toEqual([
      ['rule-not-checked', undefined],
      ['ignore-unused', undefined],
    ]);
  });
});
