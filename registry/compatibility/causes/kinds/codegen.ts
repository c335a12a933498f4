import type { ChangeRules } from '../change-rule.ts';

const codegen = { area: 'codegen', kind: 'codegen' } as const;

/** What only generated clients depend on: breaks in the profile codegen, and nowhere else. */
export const CODEGEN_RULES = {
  'operation-id-changed': { ...codegen, action: 'changed', direction: 'both', title: 'An operation has another operationId' },
  'schema-renamed': { ...codegen, action: 'changed', direction: 'both', title: 'A schema has another name' },
  'parameter-order-changed': {
    ...codegen,
    action: 'changed',
    direction: 'both',
    title: 'Parameters are declared in another order',
  },
} as const satisfies ChangeRules;
