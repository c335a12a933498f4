type Http = typeof import('node:http');

/** Node's HTTP, as `import … from 'node:http'` has it: that would load fetch and WebSocket as well, which takes longer than all of Express. */
export function nodeHttp(): Http {
  return process.getBuiltinModule('node:http');
}

/** The client of a URL's protocol: `https:` is loaded where there is a URL of it. */
export function clientOf({ protocol }: URL): Pick<Http, 'Agent' | 'request'> {
  return protocol === 'https:' ? (process.getBuiltinModule('node:https') as Pick<Http, 'Agent' | 'request'>) : nodeHttp();
}
