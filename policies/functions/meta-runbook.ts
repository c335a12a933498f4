import { posix } from 'node:path';
import { memberOrWhole, metadataRule } from '../documents/metadata-rule.ts';
import { isPlaceholder } from '../documents/placeholder.ts';

/** A contract names the procedure for when the system is degraded: a URL, or a file beside it that exists. */
export const metaRunbook = metadataRule((metadata) => {
  const runbook = metadata.text('runbook')?.trim() ?? '';
  const node = memberOrWhole(metadata, 'runbook');
  if (runbook === '' || isPlaceholder(runbook)) return [{ message: 'no runbook says what to do when the system is degraded', node }];
  const path = posix.normalize(runbook.split('#')[0] ?? '');
  const files = metadata.at('files').value;
  const isElsewhere = /^[a-z][a-z0-9+.-]*:/i.test(runbook) || path.startsWith('../') || !Array.isArray(files);
  return isElsewhere || files.includes(path) ? [] : [{ message: `there is no runbook '${runbook}' beside contract.yaml`, node }];
});
