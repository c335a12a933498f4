import { httpOperations } from '../documents/http-operations.ts';
import { memberOrWhole, metadataRule } from '../documents/metadata-rule.ts';

const LEVELS: ReadonlySet<unknown> = new Set([0, 1, 2, 3]);

/** A contract declares its criticality, 0 to 3, and it is 0 when an operation says that it moves money. */
export const metaCriticality = metadataRule((metadata, api) => {
  const declared = metadata.at('criticality').value;
  const node = memberOrWhole(metadata, 'criticality');
  if (!LEVELS.has(declared)) return [{ message: 'criticality must be 0, 1, 2 or 3', node }];
  const mover = httpOperations(api).find((operation) => operation.node.at('x-moves-money').value === true);
  if (declared === 0 || mover === undefined) return [];
  return [{ message: `criticality is ${String(declared)}, and ${mover.name} moves money, which is criticality 0`, node }];
});
