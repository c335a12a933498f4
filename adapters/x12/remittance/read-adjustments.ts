import type { ElementReader } from './element-reader.ts';
import { ADJUSTMENT_GROUPS, type Adjustment } from './remittance.ts';

const REASON = /^[A-Z0-9]{1,5}$/;

/** Reads a CAS segment: a group and up to six triples of reason, amount and quantity. An empty triple is passed over, half a triple is a fault. */
export function readAdjustments(reader: ElementReader): readonly Adjustment[] {
  reader.atMost(19);
  const group = reader.oneOf(1, ADJUSTMENT_GROUPS);
  const adjustments: Adjustment[] = [];
  for (let position = 2; position <= reader.cursor.elementCount; position += 3) {
    const isEmpty = [0, 1, 2].every((step) => reader.cursor.element(position + step) === '');
    if (isEmpty) continue;
    const carc = reader.code(position, REASON, 'an adjustment reason code');
    const amount = reader.requiredAmount(position + 1);
    const quantity = reader.quantity(position + 2);
    adjustments.push({ group, carc, amount, ...(quantity !== undefined && { quantity }) });
  }
  return adjustments.length > 0 ? adjustments : reader.fail('CAS02 is missing', 2);
}
