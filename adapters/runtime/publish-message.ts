import { InterlockError } from '../../errors.ts';
import type { CompiledContract, EventOperation } from '../../registry/contract/index.ts';
import { callTarget } from './call-target.ts';
import type { CallSettings } from './call-target.ts';
import type { CallerSession } from './caller-session.ts';
import { contractViolated } from './describe-violations.ts';

/** A message to publish. */
export interface OutgoingMessage {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
  /** Values of the parameters in the channel's address. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * Publishes a message by HTTP at the address of its channel: the payload as JSON, message headers as `X-Message-<Name>`.
 *
 * @throws InterlockError CONTRACT_VIOLATED when the operation does not permit the message or the target refuses it; TARGET_UNAVAILABLE.
 */
export async function publishMessage(
  contract: CompiledContract,
  baseUrl: string,
  operation: EventOperation,
  message: OutgoingMessage,
  session: CallerSession,
  settings: CallSettings,
): Promise<void> {
  const name = operation.operationId ?? operation.key;
  const address = fillAddress(operation, message.parameters ?? {});
  const verdict = contract.permitsMessage(operation, {
    ...(message.headers === undefined ? {} : { headers: message.headers }),
    payload: { value: message.payload },
    address,
  });
  if (!verdict.accepted) throw contractViolated(`the message of ${name} does not fit its contract`, verdict.violations);
  const path = address.split('/').map(encodeURIComponent).join('/');
  const answer = await callTarget(
    {
      url: `${baseUrl}/${path.replace(/^\//, '')}`,
      method: 'POST',
      body: new TextEncoder().encode(JSON.stringify(message.payload)),
      repeatable: true,
      headers: async () => ({ ...messageHeaders(message), 'content-type': verdict.message.contentType, ...(await session.headers()) }),
      renewCredentials: () => session.renew(),
    },
    settings,
  );
  if (answer.status < 200 || answer.status > 299) {
    throw new InterlockError('CONTRACT_VIOLATED', `the target refused the message of ${name} with status ${answer.status}`);
  }
}

function messageHeaders(message: OutgoingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(message.headers ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [`x-message-${name.toLowerCase()}`, String(value)]));
}

function fillAddress(operation: EventOperation, parameters: Readonly<Record<string, string>>): string {
  const template = operation.channel.address;
  if (template === null) throw new InterlockError('CONTRACT_VIOLATED', `the channel '${operation.channel.name}' has no address`);
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new InterlockError('CONTRACT_VIOLATED', `the address '${template}' needs the parameter '${name}'`);
    return value;
  });
}
