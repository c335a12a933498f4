export { generateClient } from './generate-client.ts';
export type { ClientOptions } from './generate-client.ts';
