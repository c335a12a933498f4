import { memberOrWhole, metadataRule } from '../documents/metadata-rule.ts';

const AUDIENCES = ['component', 'business-unit', 'company', 'partner', 'public'] as const;

/** How others spell the audiences that Zalando names, in `x-audience`. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'component-internal': 'component',
  'business-unit-internal': 'business-unit',
  'company-internal': 'company',
  'external-partner': 'partner',
  'external-public': 'public',
};

/** A contract declares its audience; where its document says one too (`info.x-audience`), they agree. */
export const metaAudience = metadataRule((metadata, api) => {
  const audience = metadata.at('audience').value;
  if (!AUDIENCES.some((known) => known === audience)) {
    return [{ message: `audience must be one of ${AUDIENCES.join(', ')}`, node: memberOrWhole(metadata, 'audience') }];
  }
  const stated = api.root.at('info', 'x-audience');
  const { value } = stated;
  if (typeof value !== 'string' || (OTHER_NAMES[value] ?? value) === audience) return [];
  return [{ message: `the document says '${value}', contract.yaml says '${String(audience)}'`, node: stated }];
});
