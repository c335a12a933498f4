export { createSubsumption } from './create-subsumption.ts';
export { exampleOf } from './example-of.ts';
export type { ExampleOptions } from './example-of.ts';
export type * from './subsumption.ts';
