import { expect, it } from 'vitest';
import { frontendMessage } from './frontend-messages.ts';
import { preparedStatementName, scopeStatement } from './scoped-statements.ts';

it.each([
  ['Parse', 'P', 'find\0SELECT 1\0\0\0', 'c1_find\0SELECT 1\0\0\0'],
  ['Bind to the unnamed portal', 'B', '\0find\0\0\0', '\0c1_find\0\0\0'],
  ['Bind to a portal', 'B', 'rows\0find\0\0\0', 'rows\0c1_find\0\0\0'],
  ['Describe a statement', 'D', 'Sfind\0', 'Sc1_find\0'],
  ['Close a statement', 'C', 'Sfind\0', 'Sc1_find\0'],
  ['Describe a portal', 'D', 'Pfind\0', 'Pfind\0'],
  ['Parse without a name', 'P', '\0SELECT 1\0\0\0', '\0SELECT 1\0\0\0'],
  ['Query', 'Q', 'SELECT 1\0', 'SELECT 1\0'],
])('%s', (_name, type, given, want) => {
  expect(scopeStatement(frontendMessage(type, Buffer.from(given)), 'c1_')).toEqual(frontendMessage(type, Buffer.from(want)));
});

it('reads the name that a Parse prepares', () => {
  expect(preparedStatementName(frontendMessage('P', Buffer.from('find\0SELECT 1\0\0\0')))).toBe('find');
});
