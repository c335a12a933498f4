import type { CompiledContract, HttpOperation } from '../../registry/contract/index.ts';
import type { PerformedRequest } from '../http/after-effects.ts';
import { isJson } from '../answers/structured-media.ts';
import type { WrittenAnswer } from '../http/send-answer.ts';
import type { Session, SessionPart } from '../state/sessions.ts';
import { isAllowedTarget } from './allowed-target.ts';
import { callCredentials } from './call-credentials.ts';
import type { CredentialMaterial } from './call-credentials.ts';
import { CallbackLog } from './callback-log.ts';
import type { SentCallback } from './callback-log.ts';
import { makeCall } from './make-call.ts';
import type { MadeCall } from './make-call.ts';
import { fillExpression } from './runtime-expression.ts';
import { RETRY_AFTER_MS, sendCall } from './send-call.ts';

/** Hosts beside loopback that requests may be sent to, and how long to wait before attempts are repeated. */
export interface CallbackSettings {
  readonly allowedHosts?: readonly string[];
  readonly retryAfterMs?: readonly number[];
}

/** One call to be made and sent. */
interface Call {
  readonly contractId: string;
  readonly compiled: CompiledContract;
  readonly operation: HttpOperation;
  readonly url: string;
  readonly known: readonly unknown[];
  readonly given?: unknown;
  readonly seed: string;
}

/** Is told of a call that is about to be sent. */
export type OnCall = (operation: HttpOperation, call: MadeCall) => void;

/** Sends what contracts promise to send of their own accord: callbacks of operations, and webhooks. */
export class Callbacks {
  private readonly log: SessionPart<CallbackLog> = { make: () => new CallbackLog() };
  private readonly settings: CallbackSettings;
  private readonly tokenKey: Uint8Array;
  private readonly seed: string;
  private readonly closing = new AbortController();

  /** @param credentials what credentials are made of */
  constructor(settings: CallbackSettings, { tokenKey, seed }: Omit<CredentialMaterial, 'iat'>) {
    this.settings = settings;
    this.tokenKey = tokenKey;
    this.seed = seed;
  }

  /** What was sent for a session. */
  logOf(session: Session): CallbackLog {
    return session.part(this.log);
  }

  /** Sends the callbacks that the operation of a request declares, where their expressions lead. Does not wait for them. */
  follow(contractId: string, compiled: CompiledContract, { verdict, request, answer }: PerformedRequest, onCall: OnCall = () => {}): void {
    const { session, seed } = request.context;
    if (answer.status >= 400) return;
    const response = { headers: answer.headers, body: answerValue(answer) };
    const exchange = {
      url: urlOf(request),
      method: request.method,
      statusCode: answer.status,
      path: verdict.parameters.path,
      query: verdict.parameters.query,
      request: { headers: request.headers, body: verdict.body },
      response,
    };
    for (const operation of verdict.operation.callbacks) {
      const url = fillExpression(operation.path, exchange);
      const log = this.logOf(session);
      const entry = { contract: contractId, operation: operation.key, method: operation.method, url: url ?? operation.path };
      if (url === undefined)
        log.add({ ...entry, status: 'not-sent', detail: 'the expression points at nothing in the request or its answer' });
      else this.send(session, { contractId, compiled, operation, url, known: [response.body, verdict.body], seed }, onCall);
    }
  }

  /** Makes a call, sends it where it may be sent, and says at once what becomes of it; the entry changes until it has arrived or failed. */
  send(session: Session, { contractId, compiled, operation, url, known, given, seed }: Call, onCall: OnCall = () => {}): SentCallback {
    const log = this.logOf(session);
    const entry = { contract: contractId, operation: operation.key, method: operation.method, url };
    const refuse = (detail: string): SentCallback => log.add({ ...entry, status: 'not-sent', detail });
    if (!URL.canParse(url)) return refuse('this is no absolute URL');
    if (!isAllowedTarget(new URL(url), this.settings.allowedHosts ?? [])) {
      return refuse('only loopback and hosts named with --callback-host are called, by http or https');
    }
    const sequence = log.nextId;
    const made = makeCall({
      compiled,
      operation,
      url,
      known,
      given,
      credentials: callCredentials(compiled.contract, operation, {
        tokenKey: this.tokenKey,
        seed: `${this.seed} ${contractId}`,
        iat: Math.floor(session.clock.lapsed() / 1000),
      }),
      sequence,
      instantMs: session.clock.now(),
      seed: `${seed} ${contractId} ${operation.key} ${sequence}`,
    });
    if ('violations' in made) {
      const [first] = made.violations;
      return refuse(`no request can be made that the contract accepts: ${first ? `${first.part} ${first.pointer} ${first.message}` : ''}`);
    }
    onCall(operation, made.call);
    const sent = log.add({ ...entry, url: made.call.url, status: 'sending' });
    const { retryAfterMs = RETRY_AFTER_MS } = this.settings;
    log.track(sendCall(compiled, operation, made.call, sent, { retryAfterMs, signal: this.closing.signal }));
    return sent;
  }

  /** Gives up what is being sent. */
  close(): void {
    this.closing.abort();
  }
}

/** The URL that a request was sent to. A `Host` that is none stands for this machine. */
function urlOf({ url, headers }: PerformedRequest['request']): string {
  const origin = `http://${headers.host ?? 'localhost'}`;
  return (URL.canParse(origin) ? new URL(origin).origin : 'http://localhost') + url;
}

function answerValue({ headers, body }: WrittenAnswer): unknown {
  if (typeof body !== 'string' || body === '' || !isJson(headers['content-type'] ?? '')) return undefined;
  return JSON.parse(body);
}
