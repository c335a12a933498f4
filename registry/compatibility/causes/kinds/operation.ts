import type { ChangeRules } from '../change-rule.ts';

const operation = { area: 'operation', kind: 'operation' } as const;

/** Operations as a whole. */
export const OPERATION_RULES = {
  'operation-removed': { ...operation, action: 'removed', direction: 'both', title: 'An operation is no longer offered' },
  'operation-added': { ...operation, action: 'added', direction: 'none', title: 'An operation is new' },
  'operation-deprecated': { ...operation, action: 'changed', direction: 'none', title: 'An operation is deprecated' },
  'operation-shadowed': {
    ...operation,
    action: 'changed',
    direction: 'input',
    title: 'A new path catches requests that another operation answered',
  },
} as const satisfies ChangeRules;
