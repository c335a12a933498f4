import type { ChangeRules } from '../change-rule.ts';
import type { NameCause, SchemaFault } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'limit' } as const;
const raised = { ...schema, action: 'narrowed', direction: 'input' } as const;
const lowered = { ...schema, action: 'widened', direction: 'output' } as const;

/** Limits of numbers, lengths and counts. */
export const LIMIT_RULES = {
  'minimum-raised': { ...raised, title: 'A number must be larger' },
  'minimum-lowered': { ...lowered, title: 'A number may be smaller' },
  'maximum-lowered': { ...raised, title: 'A number must be smaller' },
  'maximum-raised': { ...lowered, title: 'A number may be larger' },
  'min-length-raised': { ...raised, title: 'A text must be longer' },
  'min-length-lowered': { ...lowered, title: 'A text may be shorter' },
  'max-length-lowered': { ...raised, title: 'A text must be shorter' },
  'max-length-raised': { ...lowered, title: 'A text may be longer' },
  'min-items-raised': { ...raised, title: 'A list must have more items' },
  'min-items-lowered': { ...lowered, title: 'A list may have fewer items' },
  'max-items-lowered': { ...raised, title: 'A list must have fewer items' },
  'max-items-raised': { ...lowered, title: 'A list may have more items' },
  'min-properties-raised': { ...raised, title: 'An object must have more properties' },
  'min-properties-lowered': { ...lowered, title: 'An object may have fewer properties' },
  'max-properties-lowered': { ...raised, title: 'An object must have fewer properties' },
  'max-properties-raised': { ...lowered, title: 'An object may have more properties' },
} as const satisfies ChangeRules;

interface Limit {
  readonly name: string;
  readonly isLower: boolean;
  readonly keywords: readonly string[];
}

const LIMITS: readonly Limit[] = [
  { name: 'minimum', isLower: true, keywords: ['minimum', 'exclusiveMinimum'] },
  { name: 'maximum', isLower: false, keywords: ['maximum', 'exclusiveMaximum'] },
  { name: 'min-length', isLower: true, keywords: ['minLength'] },
  { name: 'max-length', isLower: false, keywords: ['maxLength'] },
  { name: 'min-items', isLower: true, keywords: ['minItems'] },
  { name: 'max-items', isLower: false, keywords: ['maxItems'] },
  { name: 'min-properties', isLower: true, keywords: ['minProperties'] },
  { name: 'max-properties', isLower: false, keywords: ['maxProperties'] },
];

/** A limit that the receiver sets and the sender doesn't keep. */
export const nameLimit: NameCause = (fault) => {
  const limit = LIMITS.find(({ keywords }) => keywords.includes(fault.keyword));
  if (limit === undefined) return undefined;
  const before = show(fault, 'base', limit);
  const after = show(fault, 'head', limit);
  const isRaised = limit.isLower === (fault.receiver === 'head');
  return {
    ruleId: `${limit.name}-${isRaised ? 'raised' : 'lowered'}`,
    message: `${limit.keywords[0]} was ${before} and is ${after}`,
    facts: { from: before, to: after },
  };
};

function show(fault: SchemaFault, side: 'base' | 'head', { keywords, isLower }: Limit): string {
  const limits = keywords.flatMap((keyword) =>
    fault[side]
      .keyword(keyword)
      .flatMap((value) => (typeof value === 'number' ? [{ value, isExclusive: keyword.startsWith('excl') }] : [])),
  );
  if (limits.length === 0) return 'not set';
  const strictest = limits.reduce((one, other) => {
    if (one.value === other.value) return one.isExclusive ? one : other;
    return one.value > other.value === isLower ? one : other;
  });
  return `${strictest.isExclusive ? 'exclusively ' : ''}${strictest.value}`;
}
