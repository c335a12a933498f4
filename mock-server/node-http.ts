/** Node's HTTP, as `import … from 'node:http'` has it: that would load fetch and WebSocket as well, which takes longer than all of Express. */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');
