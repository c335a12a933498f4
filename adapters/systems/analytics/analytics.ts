import type { CompiledContract } from '../../../registry/contract/index.ts';
import { createCaller } from '../../runtime/index.ts';
import type { SystemConnection } from '../system-connection.ts';
import { createAnalyticsSinkClient } from './analytics-sink.gen.ts';
import type { RemittancePosted } from './analytics-sink.gen.ts';

/** Analytics, as the flows see it. Each function throws what `Caller.publish` throws. */
export interface Analytics {
  /**
   * Tells what a remittance came to, at least once; the sink counts a second delivery of the same remittance once.
   *
   * @param occurredAt when it was posted, RFC 3339; left out when not known.
   */
  publishRemittancePosted(summary: RemittancePosted, occurredAt?: string): Promise<void>;
}

/** Connects to analytics by the contract analytics-sink. */
export function connectAnalytics(contract: CompiledContract, connection: SystemConnection): Analytics {
  const client = createAnalyticsSinkClient(createCaller({ contract, ...connection }));
  return {
    async publishRemittancePosted(summary, occurredAt) {
      await client.receiveRemittancePosted({
        headers: {
          'ce-id': `remittance.posted:${summary.remittanceId}`,
          'ce-source': `/${encodeURIComponent(connection.consumer)}`,
          'ce-type': 'analytics.remittance.posted.v1',
          'ce-specversion': '1.0',
          'correlation-id': summary.remittanceId,
          ...(occurredAt === undefined ? {} : { 'ce-time': occurredAt }),
        },
        payload: summary,
      });
    },
  };
}
