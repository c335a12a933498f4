export type { Behaviour, Lookup, View } from './behaviour.ts';
export type { MockContract } from './mock-contract.ts';
export { readBehaviour } from './read-behaviour.ts';
export { startMocksOf } from './start-mocks-of.ts';
export type { MockOptions, Mocks } from './start-mocks-of.ts';
export { startMockServer } from './start-mock-server.ts';
export type { MockServer, MockServerOptions } from './start-mock-server.ts';
