import type { ApiDocument } from '../documents/api-document.ts';
import type { DocumentNode } from '../documents/document-node.ts';
import type { Fault } from '../documents/document-rule.ts';
import { httpOperations, responsesOf } from '../documents/http-operations.ts';
import { memberOrWhole, metadataRule } from '../documents/metadata-rule.ts';
import { moneyMovers } from '../documents/money-movers.ts';

/** Modes that a document can be spoken in, by its specification. */
const MODES = { openapi: ['api', 'batch'], asyncapi: ['event', 'batch'] } as const;

/**
 * Event, API or batch fits the document and the criticality: no batch where money waits, a batch of operational work says why, and who
 * starts something that moves money is told when it is done instead of asking again and again.
 */
export const modeFit = metadataRule((metadata, api) => [...modeFaults(metadata, api), ...pollingFaults(metadata, api)]);

function modeFaults(metadata: DocumentNode, api: ApiDocument): readonly Fault[] {
  const mode = metadata.text('mode');
  const criticality = metadata.at('criticality').value;
  const node = memberOrWhole(metadata, 'mode');
  if (mode === undefined || !['api', 'event', 'batch'].includes(mode)) return [{ message: 'mode must be api, event or batch', node }];
  const fitting: readonly string[] = api.protocol === 'other' ? [mode] : MODES[api.protocol];
  const sendsWebhooks = api.root.at('webhooks').members().length > 0 && httpOperations(api).length === 0;
  if (!fitting.includes(mode) && !(mode === 'event' && sendsWebhooks)) {
    return [
      {
        message: `mode is ${mode}, and the document is ${api.protocol === 'openapi' ? 'OpenAPI' : 'AsyncAPI'}: use ${fitting.join(' or ')}`,
        node,
      },
    ];
  }
  if (mode !== 'batch') return [];
  if (criticality === 0) return [{ message: 'mode is batch, and money waits for it: send an event, or offer an API', node }];
  if (metadata.text('modeRationale') !== undefined || criticality === 3) return [];
  return [{ message: 'mode is batch, and nothing says why work may wait for it (modeRationale)', node }];
}

function pollingFaults(metadata: DocumentNode, api: ApiDocument): readonly Fault[] {
  if (metadata.at('criticality').value !== 0) return [];
  return moneyMovers(api)
    .filter((operation) => responsesOf(operation).some(([status]) => status === '202'))
    .filter(({ node }) => node.at('callbacks').members().length === 0 && node.text('x-completion-event') === undefined)
    .map(({ name, node }) => ({
      message: `${name} answers 202 and tells nobody when it is done: name the event (x-completion-event) or a callback, so that no one polls`,
      node,
    }));
}
