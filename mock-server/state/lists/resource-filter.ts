import type { Resource } from '../resource-store.ts';

/** Does a resource pass? */
export type Filter = (value: Resource) => boolean;
