import type { ChangeRules } from '../change-rule.ts';
import type { NameCause } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'type' } as const;

/** Types of values. */
export const TYPE_RULES = {
  'type-changed': { ...schema, action: 'changed', direction: 'both', title: 'A value has another type' },
  'type-narrowed': { ...schema, action: 'narrowed', direction: 'input', title: 'A value may have fewer types' },
  'type-widened': { ...schema, action: 'widened', direction: 'output', title: 'A value may have further types' },
  'null-removed': { ...schema, action: 'narrowed', direction: 'input', title: 'A value may no longer be null' },
  'null-added': { ...schema, action: 'widened', direction: 'output', title: 'A value may be null' },
} as const satisfies ChangeRules;

/** A type that the receiver doesn't take. */
export const nameType: NameCause = ({ keyword, base, head, receiver, value }) => {
  const differs = show(base.types) !== show(head.types);
  if (keyword !== 'type' && !(keyword === 'enum' && value === null && differs)) return undefined;
  const before = without(base.types, 'null');
  const after = without(head.types, 'null');
  const facts = { from: show(base.types), to: show(head.types) };
  if (show(before) === show(after) && differs) {
    return receiver === 'head'
      ? { ruleId: 'null-removed', message: 'null is no longer taken', facts }
      : { ruleId: 'null-added', message: 'the value may be null', facts };
  }
  const message = `the type was ${show(base.types)} and is ${show(head.types)}`;
  if (isWithin(head.types, base.types)) return { ruleId: 'type-narrowed', message, facts };
  if (isWithin(base.types, head.types)) return { ruleId: 'type-widened', message, facts };
  return { ruleId: 'type-changed', message, facts };
};

function without(types: ReadonlySet<string> | undefined, name: string): ReadonlySet<string> | undefined {
  return types && new Set([...types].filter((type) => type !== name));
}

function isWithin(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  if (other === undefined) return true;
  return one !== undefined && [...one].every((type) => other.has(type));
}

function show(types: ReadonlySet<string> | undefined): string {
  if (types === undefined) return 'any';
  const names = [...types].filter((type) => type !== 'integer' || !types.has('number')).sort();
  return names.length === 0 ? 'none' : names.join(' or ');
}
