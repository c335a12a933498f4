import type { RulesetFunction } from '@stoplight/spectral-core';
import { idempotencyKey } from './idempotency-key.ts';
import { moneyNotNumber } from './money-not-number.ts';
import { operationSecured } from './operation-secured.ts';
import { phiNotInUrl } from './phi-not-in-url.ts';
import { problemResponses } from './problem-responses.ts';

/** Our functions, by the name that rulesets call them. */
export const ownFunctions: Readonly<Record<string, RulesetFunction>> = {
  idempotencyKey,
  moneyNotNumber,
  operationSecured,
  phiNotInUrl,
  problemResponses,
};
