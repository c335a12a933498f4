import type { ChangeRules } from '../change-rule.ts';

const parameter = { area: 'parameter', kind: 'parameter' } as const;

/** Parameters of path, query, header and cookies. */
export const PARAMETER_RULES = {
  'required-parameter-added': { ...parameter, action: 'added', direction: 'input', title: 'A new parameter is required' },
  'parameter-added': { ...parameter, action: 'added', direction: 'none', title: 'An optional parameter is new' },
  'parameter-removed': { ...parameter, action: 'removed', direction: 'both', title: 'A parameter is no longer read' },
  'parameter-became-required': { ...parameter, action: 'narrowed', direction: 'input', title: 'An optional parameter is required' },
  'parameter-became-optional': { ...parameter, action: 'widened', direction: 'output', title: 'A required parameter is optional' },
  'parameter-serialisation-changed': {
    ...parameter,
    action: 'changed',
    direction: 'both',
    title: 'A parameter or header is written otherwise: style, explode, allowReserved or content',
  },
  'parameter-empty-value-refused': {
    ...parameter,
    action: 'narrowed',
    direction: 'input',
    title: 'A parameter without a value is no longer taken',
  },
  'parameter-empty-value-allowed': {
    ...parameter,
    action: 'widened',
    direction: 'output',
    title: 'A parameter may be given without a value',
  },
  'parameter-deprecated': { ...parameter, action: 'changed', direction: 'none', title: 'A parameter is deprecated' },
} as const satisfies ChangeRules;
