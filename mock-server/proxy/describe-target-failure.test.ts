import { expect, it } from 'vitest';
import { describeTargetFailure } from './describe-target-failure.ts';

it.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /NODE_EXTRA_CA_CERTS \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/],
  ['CERT_HAS_EXPIRED', /does not hold today/],
  ['CERT_REVOKED', /^its certificate is not accepted \(CERT_REVOKED\)$/],
  ['EPROTO', /is it http\?/],
  ['HPE_INVALID_CONSTANT', /^its answer is no HTTP \(HPE/],
  ['ESTRANGE', /^ESTRANGE$/],
  [undefined, /^its answer is no HTTP$/],
])('says what %s means', (code, want) => {
  expect(describeTargetFailure({ code })).toMatch(want);
});
