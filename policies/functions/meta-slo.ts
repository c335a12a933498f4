import { memberOrWhole, metadataRule } from '../documents/metadata-rule.ts';

/** What is promised besides availability, by the way in which the contract is spoken. */
const BY_MODE: Readonly<Record<string, string>> = {
  api: 'latencyP95Milliseconds',
  event: 'deliveryWindowMinutes',
  batch: 'deliveryWindowMinutes',
};

/** A contract says what callers may rely on: availability, and latency (api) or the time until delivery (event, batch). */
export const metaSlo = metadataRule((metadata) => {
  const wanted = ['availabilityPercent', BY_MODE[metadata.text('mode') ?? ''] ?? []].flat();
  const missing = wanted.filter((key) => typeof metadata.at('slo', key).value !== 'number');
  return missing.length === 0
    ? []
    : [{ message: `the service level says no ${missing.join(' and no ')}`, node: memberOrWhole(metadata, 'slo') }];
});
