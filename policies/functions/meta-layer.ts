import { memberOrWhole, metadataRule } from '../documents/metadata-rule.ts';

const LAYERS: ReadonlySet<unknown> = new Set(['system', 'process', 'experience', 'partner']);
const OUTSIDE: ReadonlySet<unknown> = new Set(['partner', 'public']);

/** A contract declares its layer, and its audience fits: partners' contracts face outside, those of systems and processes don't. */
export const metaLayer = metadataRule((metadata) => {
  const layer = metadata.at('layer').value;
  const audience = metadata.at('audience').value;
  const node = memberOrWhole(metadata, 'layer');
  if (!LAYERS.has(layer)) return [{ message: 'layer must be system, process, experience or partner', node }];
  if (layer === 'partner' && audience !== undefined && !OUTSIDE.has(audience)) {
    return [{ message: `layer is partner, which faces another company, and audience is ${String(audience)}`, node }];
  }
  if ((layer === 'system' || layer === 'process') && OUTSIDE.has(audience)) {
    return [
      {
        message: `a ${layer} contract is not for an audience outside (${String(audience)}): put an experience or partner contract before it`,
        node,
      },
    ];
  }
  return [];
});
