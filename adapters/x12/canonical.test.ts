import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { BODY, bodyWith, buildInterchange } from '../../test/scenarios/x12/build-interchange.ts';
import { readRemittanceFile } from './index.ts';

const canonical = new URL('../../contracts/canonical/', import.meta.url);
const scenarios = new URL('../../test/scenarios/x12/', import.meta.url);

test('every remittance that is read fits the canonical schema', () => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  for (const name of ['money.yaml', 'adjustment.yaml', 'remittance.yaml']) {
    ajv.addSchema({ ...(load(readFileSync(new URL(name, canonical), 'utf8')) as object), $id: `https://canonical.test/${name}` });
  }
  const files = [
    ...readdirSync(scenarios)
      .filter((name) => name.endsWith('.835'))
      .map((name) => readFileSync(new URL(name, scenarios))),
    readFileSync(new URL('../../examples/remittance.835', import.meta.url)),
    Buffer.from(buildInterchange({ sets: [BODY, bodyWith('N1*PE', 'N1*PE*X*FI*3UR334563')] })),
  ];
  const remittances = files
    .flatMap((bytes) => readRemittanceFile(bytes, 'test.835').transactions)
    .flatMap((transaction) => (transaction.kind === 'remittance' ? [transaction.remittance] : []));
  expect(remittances.length).toBeGreaterThan(10);
  for (const remittance of remittances) {
    const isValid = ajv.validate('https://canonical.test/remittance.yaml', remittance);
    expect(ajv.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
  }
});
