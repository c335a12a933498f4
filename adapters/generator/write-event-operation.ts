import type { EventOperation, Message, Schema } from '../../registry/contract/index.ts';
import { camelCase, literal, pascalCase } from './identifiers.ts';
import { writeDoc } from './write-doc.ts';
import type { WrittenOperation } from './write-http-operation.ts';
import type { TypeWriter } from './write-type.ts';

/** Writes the type of a message: its headers and its payload. */
export function writeMessage(message: Message, types: TypeWriter): string {
  const name = messageTypeName(message);
  const headers = message.headers ? types.type(message.headers.schema, 2) : 'Readonly<Record<string, unknown>>';
  const payload = message.payload ? types.type(message.payload.schema, 2) : 'unknown';
  const doc = writeDoc(message.title === undefined ? `The message ${message.name}.` : `${message.title} (${message.name}).`, 0);
  return `${doc}export interface ${name} {\n  readonly headers${message.headers ? '' : '?'}: ${headers};\n  readonly payload: ${payload};\n}\n`;
}

/** Writes the function that publishes on the channel of an event operation. */
export function writeEventOperation(operation: EventOperation): WrittenOperation {
  const id = operation.operationId ?? operation.key;
  const message = operation.messages.map(messageTypeName).join(' | ') || 'never';
  const address = operation.channel.address ?? operation.channel.name;
  const parameters = [...address.matchAll(/\{([^{}]+)\}/g)].map((match) => `readonly ${match[1]}: string`);
  const type = parameters.length === 0 ? message : `(${message}) & { readonly parameters: { ${parameters.join('; ')} } }`;
  const doc = writeDoc(`Publishes at ${address}. ${operation.summary ?? ''}`, 2);
  return {
    types: '',
    signature: `${doc}  ${camelCase(id)}(message: ${type}): Promise<void>;\n`,
    implementation: `    ${camelCase(id)}: (message) => caller.publish(${literal(id)}, { ...message, headers: { ...message.headers } }),\n`,
  };
}

/** The name of a message's type: `ClaimFinalisedMessage` for `claim.finalised`. */
export function messageTypeName(message: Message): string {
  const name = pascalCase(message.name);
  return name.endsWith('Message') ? name : `${name}Message`;
}

/** Schemas that the types of a message are made of. */
export function messageSchemas(message: Message): readonly Schema[] {
  return [message.headers, message.payload].flatMap((slot) => (slot ? [slot.schema] : []));
}
