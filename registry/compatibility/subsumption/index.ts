export { createSubsumption } from './create-subsumption.ts';
export { openExamples } from './open-examples.ts';
export type { ExampleOptions, FindExample } from './open-examples.ts';
export { openSchemaSpace } from './schema-space.ts';
export type * from './subsumption.ts';
