import type { ElementReader } from './element-reader.ts';
import type { ProviderAdjustment } from './remittance.ts';

const CODE = /^[A-Z0-9]{2}$/;

/** Reads a PLB segment: provider, fiscal date and up to six pairs of reason (`code:reference`) and amount. */
export function readProviderAdjustments(reader: ElementReader): readonly ProviderAdjustment[] {
  reader.atMost(14);
  const npi = reader.code(1, /^\d{10}$/, 'an NPI of ten digits');
  const fiscalDate = reader.date(2);
  const adjustments: ProviderAdjustment[] = [];
  for (let position = 3; position <= reader.cursor.elementCount; position += 2) {
    if (reader.cursor.element(position) === '' && reader.cursor.element(position + 1) === '') continue;
    const [code = '', ref = '', ...others] = reader.composite(position);
    if (!CODE.test(code)) reader.fail(`${reader.name(position)} does not begin with an adjustment reason of two characters`, position);
    if (others.length > 0) reader.fail(`${reader.name(position)} has more than two components`, position);
    if (ref.length > 50) reader.fail(`the reference in ${reader.name(position)} has more than 50 characters`, position);
    const amount = reader.requiredAmount(position + 1);
    adjustments.push({ npi, fiscalDate, code, ...(ref !== '' && { ref }), amount, byteRange: reader.range });
  }
  return adjustments.length > 0 ? adjustments : reader.fail('PLB03 is missing', 3);
}
