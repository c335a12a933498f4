import type {
  CompiledContract,
  Contract,
  EventOperation,
  HttpOperation,
  MediaType,
  Message,
  Parameter,
} from '../../registry/contract/index.ts';
import type { Consumer, ContractUse, UsedOperation } from '../../registry/workspace/index.ts';
import { shapeOf } from '../answers/schema-shape.ts';
import { isXml } from '../answers/structured-media.ts';
import { declaredResponse } from '../answers/success-response.ts';
import type { Exchange } from '../proxy/exchange.ts';
import { readXml } from '../http/bodies/read-xml.ts';
import { essenceOf } from '../proxy/essence-of.ts';
import { judgeRequest, nameOf } from '../proxy/judge-exchange.ts';
import { OperationUses } from './operation-uses.ts';
import { applicableSchemas } from './seen-fields.ts';

/** Applications that are told apart; what others do is not recorded. */
const MOST_CONSUMERS = 1000;

/** What one application used of one contract. */
interface SeenContract {
  readonly version: string;
  readonly operations: Map<string, OperationUses>;
}

/** A message on its way between an application and a channel. */
export interface SeenMessage {
  readonly operation: EventOperation;
  readonly message: Message;
  readonly way: 'sends' | 'reads';
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
}

/** A request that a mock sends of its own accord; names of headers in lower case. */
export interface SeenCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * Notes what each application really uses of contracts: operations, what it sends, and of what it gets all that it could have read. Names come from the
 * contract, values only from lists in it, so that nothing of a message is kept.
 */
export class UseRecorder {
  private readonly consumers = new Map<string, Map<string, SeenContract>>();

  /** Notes one exchange. One whose request is no operation of the contract is no use of it. */
  note(contractId: string, compiled: CompiledContract, consumer: string, exchange: Exchange): void {
    const verdict = judgeRequest(compiled, exchange);
    const { operation } = verdict;
    if (!operation) return;
    const uses = this.operationOf(consumer, contractId, compiled.contract, nameOf(operation));
    if (!uses) return;
    if (verdict.accepted) {
      noteSent(uses, compiled.contract, operation, verdict);
      for (const parameter of sentParameters(operation, verdict.parameters)) {
        noteParameter(uses, compiled.contract, parameter.declared, parameter.value);
      }
    }
    noteReceived(uses, compiled, operation, exchange);
  }

  /** Notes a message that an application published, or got. */
  noteMessage(contractId: string, contract: Contract, consumer: string, seen: SeenMessage): void {
    const { operation, message, way, headers, payload } = seen;
    const uses = this.operationOf(consumer, contractId, contract, operation.operationId ?? operation.key);
    if (!uses) return;
    uses.messages.add(message.name);
    uses.mediaTypes.add(message.contentType);
    for (const { name } of operation.channel.parameters) uses[way].fields.add(`path:${name}`);
    for (const [name, schema] of shapeOf(contract, message.headers?.schema ?? true).properties) {
      if (headers[name] === undefined) continue;
      uses[way].fields.add(`header:${name}`);
      uses.noteValue(`header:${name}`, applicableSchemas(contract, [schema]), headers[name]);
    }
    uses.noteBody(way, contract, message.payload?.schema ?? true, payload);
  }

  /** Notes a callback that an application was sent: it reads what the call holds. */
  noteCall(contractId: string, contract: Contract, consumer: string, operation: HttpOperation, call: SeenCall): void {
    const uses = this.operationOf(consumer, contractId, contract, operation.operationId ?? operation.key);
    if (!uses) return;
    for (const { in: place, name } of operation.parameters) {
      if (place === 'header' && call.headers[name.toLowerCase()] !== undefined) uses.reads.fields.add(`header:${name}`);
    }
    const media = operation.requestBody && mediaOf(operation.requestBody.content, essenceOf(call.headers['content-type']));
    if (!media || call.body === undefined) return;
    noteMedia(uses, media);
    const value = parsedJson(Buffer.from(call.body));
    if (value !== undefined) uses.noteBody('reads', contract, media.schema, value);
  }

  /** Everything that was noted, in the form of `contracts/consumers/*.yaml`, in the order of their ids. Owners are not known. */
  consumersSeen(): readonly Consumer[] {
    return [...this.consumers]
      .map(([id, contracts]): Consumer => ({
        id,
        title: `${id}, as recorded`,
        owner: { team: 'unknown', contact: 'unknown' },
        uses: [...contracts]
          .map(([contract, { version, operations }]): ContractUse => ({
            contract,
            ...(/^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(version) && { version }),
            operations: [...operations]
              .map(([operation, uses]): UsedOperation => ({ operation, ...uses.asUse() }))
              .toSorted((one, next) => (one.operation < next.operation ? -1 : 1)),
          }))
          .toSorted((one, next) => (one.contract < next.contract ? -1 : 1)),
      }))
      .toSorted((one, next) => (one.id < next.id ? -1 : 1));
  }

  private operationOf(consumer: string, contractId: string, contract: Contract, operation: string): OperationUses | undefined {
    let contracts = this.consumers.get(consumer);
    if (!contracts) {
      if (this.consumers.size >= MOST_CONSUMERS) return undefined;
      this.consumers.set(consumer, (contracts = new Map()));
    }
    let seen = contracts.get(contractId);
    if (!seen) contracts.set(contractId, (seen = { version: contract.version, operations: new Map() }));
    let uses = seen.operations.get(operation);
    if (!uses) seen.operations.set(operation, (uses = new OperationUses()));
    return uses;
  }
}

function noteSent(
  uses: OperationUses,
  contract: Contract,
  operation: HttpOperation,
  { body, mediaType }: { readonly body: unknown; readonly mediaType: string | undefined },
): void {
  const media = operation.requestBody?.content.find((declared) => declared.mediaType === mediaType);
  if (!media || body === undefined) return;
  noteMedia(uses, media);
  const value = body instanceof Uint8Array && isXml(media.mediaType) ? readXml(contract, media.schema, Buffer.from(body).toString()) : body;
  if (value !== undefined && !(value instanceof Uint8Array)) uses.noteBody('sends', contract, media.schema, value);
}

type Decoded = Readonly<Record<'path' | 'query' | 'header' | 'cookie', Readonly<Record<string, unknown>>>>;

/** Declared parameters that the request carries. */
function sentParameters(operation: HttpOperation, decoded: Decoded) {
  return operation.parameters.flatMap((declared) => {
    if (declared.in === 'querystring') return [];
    const values = new Map(Object.entries(decoded[declared.in]).map(([name, value]) => [keyOf(declared, name), value]));
    const value = values.get(keyOf(declared, declared.name));
    return value === undefined ? [] : [{ declared, value }];
  });
}

function keyOf(declared: Parameter, name: string): string {
  return declared.in === 'header' ? name.toLowerCase() : name;
}

function noteParameter(uses: OperationUses, contract: Contract, declared: Parameter, value: unknown): void {
  const field = `${declared.in}:${declared.name}`;
  uses.sends.fields.add(field);
  uses.noteValue(field, applicableSchemas(contract, [declared.schema]), value);
}

function noteReceived(uses: OperationUses, compiled: CompiledContract, operation: HttpOperation, exchange: Exchange): void {
  const { status, responseHeaders, responseBody } = exchange;
  const declared = declaredResponse(operation, status);
  if (!declared) return;
  uses.statuses.add(declared.status);
  for (const header of declared.headers) {
    if (responseHeaders[header.name.toLowerCase()] !== undefined) uses.reads.fields.add(`header:${header.name}`);
  }
  const media = mediaOf(declared.content, essenceOf(responseHeaders['content-type']));
  if (!media || !responseBody || !('bytes' in responseBody)) return;
  noteMedia(uses, media);
  const value = decodedBody(compiled, operation, media, exchange, responseBody.bytes);
  if (value !== undefined) uses.noteBody('reads', compiled.contract, media.schema, value);
}

function mediaOf(content: readonly MediaType[], essence: string): MediaType | undefined {
  const named = (mediaType: string): boolean => mediaType.split(';', 1)[0]?.trim() === essence;
  return content.find(({ mediaType }) => named(mediaType)) ?? content.find(({ mediaType }) => mediaType.includes('*'));
}

function noteMedia(uses: OperationUses, { mediaType }: MediaType): void {
  if (!mediaType.includes('*')) uses.mediaTypes.add(mediaType.split(';', 1)[0]!.trim());
}

/** The value of a body, where one can be had of its media type: JSON and XML whether they fit or not, forms and texts where the contract takes them. */
function decodedBody(
  compiled: CompiledContract,
  operation: HttpOperation,
  media: MediaType,
  { status, responseHeaders }: Exchange,
  bytes: Uint8Array,
): unknown {
  const essence = essenceOf(responseHeaders['content-type']);
  if (/[/+]xml$/.test(essence)) return readXml(compiled.contract, media.schema, Buffer.from(bytes).toString());
  if (/[/+]json$/.test(essence)) return parsedJson(bytes);
  const verdict = compiled.permitsResponse(operation, { status, headers: responseHeaders, body: bytes });
  return verdict.accepted && !(verdict.body instanceof Uint8Array) ? verdict.body : undefined;
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as unknown;
  } catch {
    return undefined;
  }
}
