import type { Arrival, Emission, OneOrMore } from '../../behaviour.ts';

/** One text or several, as a list. */
export function listOf(given: OneOrMore | undefined): readonly string[] {
  return given === undefined ? [] : typeof given === 'string' ? [given] : given;
}

/** Is it a state that emits something, not the operations that do? */
export function isArrival(on: Emission['on']): on is Arrival {
  return typeof on === 'object' && 'resource' in on;
}
