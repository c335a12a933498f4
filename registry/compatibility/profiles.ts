/**
 * What a sender may send and a receiver accepts:
 *
 * - `wire`: a sender sends what its version declares, a receiver accepts exactly what its version's schema accepts;
 * - `tolerant-reader`: as wire, and receivers ignore properties that they don't know, even in closed objects;
 * - `exact`: a sender may send anything that its schema accepts, undeclared properties included, as schema registries have it;
 * - `codegen`: as wire, and what breaks generated clients breaks.
 */
export const PROFILES = ['wire', 'tolerant-reader', 'exact', 'codegen'] as const;

/** The name of a profile. */
export type Profile = (typeof PROFILES)[number];

/** The profile that holds when none is named. */
export const DEFAULT_PROFILE: Profile = 'wire';
