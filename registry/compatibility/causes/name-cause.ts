import type { NameCause, SchemaCause, SchemaFault } from './schema-cause.ts';
import { isUnderCondition, nameAlternative, underCondition } from './kinds/alternative.ts';
import { nameEnum } from './kinds/enum.ts';
import { nameItems } from './kinds/items.ts';
import { nameLimit } from './kinds/limit.ts';
import { nameNumber } from './kinds/number.ts';
import { nameObject } from './kinds/object.ts';
import { nameProperty } from './kinds/property.ts';
import { nameRequired } from './kinds/required.ts';
import { nameText } from './kinds/text.ts';
import { nameType } from './kinds/type.ts';
import { nameWhole } from './kinds/whole.ts';

const KINDS: readonly NameCause[] = [
  nameProperty,
  nameRequired,
  nameType,
  nameEnum,
  nameLimit,
  nameNumber,
  nameText,
  nameItems,
  nameObject,
  nameAlternative,
];

/** Names why a sender's schema exceeds a receiver's: always something, `schema-narrowed` or `schema-widened` when no kind fits. */
export function nameCause(fault: SchemaFault): SchemaCause {
  const cause = ofKind(fault);
  return isUnderCondition(fault) ? underCondition(cause) : cause;
}

function ofKind(fault: SchemaFault): SchemaCause {
  for (const kind of KINDS) {
    const cause = kind(fault);
    if (cause !== undefined) return cause;
  }
  return nameWhole(fault);
}
