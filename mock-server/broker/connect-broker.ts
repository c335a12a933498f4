import type { NatsConnection } from '@nats-io/transport-node';
import { InterlockError } from '../../errors.ts';

/**
 * Connects to a NATS server, `nats://user:password@host:4222` or `tls://…`, and stays connected: when it goes away, the client tries again until
 * it is back.
 *
 * @throws InterlockError USAGE for another URL; BROKER_UNAVAILABLE when nobody answers.
 */
export async function connectBroker(url: string): Promise<NatsConnection> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const [user, pass] = [decode(parsed?.username), decode(parsed?.password)];
  if (!parsed || !/^(nats|tls):$/.test(parsed.protocol) || parsed.hostname === '' || user === undefined || pass === undefined) {
    throw new InterlockError('USAGE', 'a broker is named by a URL such as nats://127.0.0.1:4222; in user and password a % is written %25');
  }
  const { connect } = await import('@nats-io/transport-node');
  try {
    return await connect({
      servers: `${parsed.hostname}:${parsed.port || '4222'}`,
      name: 'interlock mock',
      timeout: 5000,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      ...(parsed.protocol === 'tls:' ? { tls: {} } : {}),
      ...(pass === '' ? (user === '' ? {} : { token: user }) : { user, pass }),
    });
  } catch (cause) {
    throw brokerUnavailable(parsed.host, cause);
  }
}

/** undefined for what is not percent-encoded as a URL must be. */
function decode(encoded = ''): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Says what a broker did not do, and what to look at. */
export function brokerUnavailable(host: string, cause: unknown): InterlockError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new InterlockError(
    'BROKER_UNAVAILABLE',
    `the broker at ${host} cannot be used: ${why}. Is it a NATS server with JetStream (nats-server -js)?`,
    {
      cause,
    },
  );
}
