import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';

/** Protocols without TLS, and what they are called with it. */
const TLS_NAMES: Readonly<Record<string, string>> = {
  kafka: 'kafka-secure',
  amqp: 'amqps',
  amqp1: 'amqps',
  mqtt: 'secure-mqtt',
  mqtt5: 'secure-mqtt',
  stomp: 'stomps',
  ws: 'wss',
  http: 'https',
  redis: 'rediss',
};

/** Protocols whose name doesn't say whether they run over TLS. */
const EITHER: ReadonlySet<string> = new Set(['nats', 'jms', 'ibmmq', 'solace', 'pulsar', 'ros2', 'anypointmq']);

/** Brokers are reached over TLS: by the protocol or, where its name says nothing, by a TLS address, a certificate or `x-tls: required`. */
export const secAsyncProtocol = documentRule(({ protocol: specification, root }) => {
  if (specification !== 'asyncapi') return [];
  return root
    .at('servers')
    .members()
    .flatMap(([name, server]) => {
      const protocol = (server.text('protocol') ?? '').toLowerCase();
      const secure = TLS_NAMES[protocol];
      if (secure !== undefined)
        return [
          { message: `server ${name} speaks ${protocol}, which anybody on the way can read; use ${secure}`, node: server.at('protocol') },
        ];
      if (!EITHER.has(protocol) || saysTls(server)) return [];
      return [
        {
          message: `server ${name} speaks ${protocol}, which may be plain; say that it is not: x-tls: required`,
          node: server.at('protocol'),
        },
      ];
    });
});

function saysTls(server: DocumentNode): boolean {
  const address = server.text('url') ?? server.text('host') ?? '';
  return (
    server.text('x-tls') === 'required' ||
    /^(?:tls|ssl|[a-z0-9-]+\+(?:ssl|tls)|[a-z0-9]+s):\/\//i.test(address) ||
    server
      .at('security')
      .items()
      .some((scheme) => scheme.text('type') === 'X509')
  );
}
