import { Agent, createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Forwards to the port that it is told, as they come, and looks at nothing: what forwarding alone costs. */
const port = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true });
const server = createServer((request, response) => {
  const outgoing = send(
    { host: '127.0.0.1', port, agent, method: request.method, path: request.url, headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => response.writeHead(502).end());
  request.pipe(outgoing);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
