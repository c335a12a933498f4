import type { ChangeRules } from '../change-rule.ts';
import { canonicalJson } from '../../fingerprint.ts';
import { listValues, type NameCause } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'enum' } as const;

/** Listed values: `enum` and `const`, and with them the tags of discriminators. */
export const ENUM_RULES = {
  'enum-value-removed': { ...schema, action: 'narrowed', direction: 'input', title: 'A listed value is gone' },
  'enum-value-added': { ...schema, action: 'widened', direction: 'both', title: 'A listed value is new' },
  'enum-introduced': { ...schema, action: 'narrowed', direction: 'input', title: 'Only listed values pass' },
  'enum-dropped': { ...schema, action: 'widened', direction: 'output', title: 'Values are no longer listed' },
} as const satisfies ChangeRules;

/** A value that the receiver doesn't list. */
export const nameEnum: NameCause = ({ keyword, base, head, receiver, value }) => {
  if (keyword !== 'enum' && keyword !== 'const') return undefined;
  const [before, after] = [base.values, head.values];
  if (receiver === 'head') {
    if (after === undefined) return undefined;
    if (before === undefined) return { ruleId: 'enum-introduced', message: `only ${listValues(after)} pass now`, facts: after };
    const gone = missing(before, after, value);
    return {
      ruleId: 'enum-value-removed',
      message: `${listValues(gone)} ${gone.length === 1 ? 'is' : 'are'} no longer listed`,
      facts: gone,
    };
  }
  if (before === undefined) return undefined;
  if (after === undefined) return { ruleId: 'enum-dropped', message: `other values than ${listValues(before)} pass now`, facts: before };
  const added = missing(after, before, value);
  return { ruleId: 'enum-value-added', message: `${listValues(added)} ${added.length === 1 ? 'is' : 'are'} new in the list`, facts: added };
};

/** The values that the other list lacks; where alternatives list one each, the value that was found. */
function missing(from: readonly unknown[], other: readonly unknown[], found: unknown): readonly unknown[] {
  const known = new Set(other.map(canonicalJson));
  const lacking = from.filter((value) => !known.has(canonicalJson(value)));
  return lacking.length > 0 ? lacking : [found];
}
