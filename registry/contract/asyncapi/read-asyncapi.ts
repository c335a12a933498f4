import { InterlockError } from '../../../errors.ts';
import type { Contract } from '../contract.ts';
import type { Reading } from '../reading.ts';

/** Normalises an AsyncAPI document. */
export function readAsyncApi(reading: Reading): Pick<Contract, 'servers' | 'operations' | 'securitySchemes'> {
  throw new InterlockError('SPECIFICATION_UNKNOWN', `AsyncAPI ${reading.version} is not read`, {
    place: { file: reading.root.document.file },
  });
}
