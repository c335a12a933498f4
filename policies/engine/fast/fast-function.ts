import type { IFunctionResult, RulesetFunctionContext } from '@stoplight/spectral-core';

/**
 * A function of Spectral's of which we know that what it finds in a value depends on the value, its options and the formats of the
 * document, and on the way to the value only in the places and names that it reports: where it found nothing once it finds nothing again.
 */
export interface FastFunction {
  /** The same findings, sooner. */
  call(value: unknown, options: unknown, context: RulesetFunctionContext): readonly IFunctionResult[] | void;
  /** Paths within which it may judge otherwise than without: names and `[*]`. */
  readonly regions: readonly string[];
  /** False for a value whose judgement may still change. */
  isSteady(value: unknown, options: unknown): boolean;
}
