import { request, type IncomingMessage } from 'node:http';

/** Sends a request on to a server, and hands over its answer when it is complete. */
export function forward(targetUrl: string, incoming: IncomingMessage, answered: (answer: IncomingMessage, body: Buffer) => void): void {
  const outgoing = request(
    new URL(incoming.url ?? '/', targetUrl),
    { method: incoming.method, headers: incoming.headers, agent: false },
    (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => answered(answer, Buffer.concat(chunks)));
    },
  );
  outgoing.on('error', () => incoming.destroy());
  incoming.pipe(outgoing);
}
