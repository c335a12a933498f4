import type { ChangeRules } from '../change-rule.ts';

const server = { area: 'server', kind: 'server' } as const;

/** Where a contract is served. */
export const SERVER_RULES = {
  'base-path-changed': { ...server, action: 'changed', direction: 'input', title: 'The path below which operations are served moved' },
  'server-removed': { ...server, action: 'removed', direction: 'input', title: 'A server is no longer named' },
  'server-added': { ...server, action: 'added', direction: 'none', title: 'A server is new' },
} as const satisfies ChangeRules;
