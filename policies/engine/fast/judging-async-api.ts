import type { RulesetFunctionContext } from '@stoplight/spectral-core';
import type { FastFunction } from './fast-function.ts';

/**
 * asyncApiDocumentSchema of spectral-rulesets 1.23, which judges a whole document by the JSON Schema of its version of AsyncAPI. Spectral
 * compiles it for each document anew, for a fifth of a second; here its validators, two for each version, are kept.
 */
export function judgingAsyncApi(original: FastFunction['call']): FastFunction {
  const documentInventory = {} as RulesetFunctionContext['documentInventory'];
  return {
    regions: [],
    isSteady: () => true,
    call: (value, options, context) => original(value, options, { ...context, documentInventory }),
  };
}
