import type { ChangeRules } from '../change-rule.ts';

const security = { area: 'security', kind: 'security' } as const;

/** Credentials. */
export const SECURITY_RULES = {
  'security-required': { ...security, action: 'added', direction: 'both', title: 'Credentials are required that were not' },
  'security-alternative-removed': { ...security, action: 'removed', direction: 'both', title: 'A way to authenticate is gone' },
  'security-scope-added': { ...security, action: 'added', direction: 'both', title: 'A further scope is required' },
  'security-scheme-changed': {
    ...security,
    action: 'changed',
    direction: 'both',
    title: 'Credentials of a scheme are obtained or sent otherwise',
  },
  'security-relaxed': { ...security, action: 'widened', direction: 'none', title: 'Fewer or other credentials suffice as well' },
} as const satisfies ChangeRules;
