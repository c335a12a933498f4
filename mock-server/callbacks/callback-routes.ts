import { Router } from 'express';
import type { Request, Response } from 'express';
import type { HttpOperation } from '../../registry/contract/index.ts';
import { isObject } from '../answers/schema-shape.ts';
import { refuse, sendProblem } from '../http/problem.ts';
import { readJson } from '../http/read-json.ts';
import type { Mount } from '../make-mount.ts';
import { sessionNameOf } from '../state/sessions.ts';
import type { Session, Sessions } from '../state/sessions.ts';
import type { Callbacks } from './callbacks.ts';

/**
 * Control of what the mocks send of their own accord, below `/__interlock`: `GET /callbacks` lists what was sent, with `?settled` once nothing is
 * being sent any more; `POST /webhooks/<contract>/<name>` sends a webhook to the URL that the body names.
 */
export function callbackRoutes(mounts: readonly Mount[], callbacks: Callbacks, sessions: Sessions): Router {
  const router = Router();
  router.get('/callbacks', (request, response, next) => {
    const session = sessionOf(sessions, request, response);
    if (!session) return;
    const log = callbacks.logOf(session);
    const ready = request.query['settled'] === undefined ? Promise.resolve() : log.settled();
    ready.then(() => response.json(log.list()), next);
  });
  router.post('/webhooks/:contract/:name', (request, response, next) => {
    const session = sessionOf(sessions, request, response);
    if (session) sendWebhook(mounts, callbacks, sessions, session, request, response).catch(next);
  });
  for (const [path, allow] of [
    ['/callbacks', 'GET'],
    ['/webhooks/:contract/:name', 'POST'],
  ] as const) {
    router.all(path, (_request, response) => {
      sendProblem(response, refuse(405, 'METHOD_NOT_ALLOWED', `This path takes ${allow}`, { headers: { allow } }));
    });
  }
  return router;
}

function sessionOf(sessions: Sessions, request: Request, response: Response): Session | undefined {
  const name = sessionNameOf(request.headers);
  if (name !== undefined) return sessions.of(name);
  sendProblem(response, refuse(400, 'SESSION_INVALID', 'Interlock-Session is no name of a session'));
  return undefined;
}

async function sendWebhook(
  mounts: readonly Mount[],
  callbacks: Callbacks,
  sessions: Sessions,
  session: Session,
  request: Request,
  response: Response,
): Promise<void> {
  const { contract, name } = request.params;
  const mount = mounts.find(({ contractId }) => contractId === contract);
  const compiled = mount?.stateOf?.(session).compiled;
  if (!mount || !compiled) return sendProblem(response, refuse(404, 'UNKNOWN_CONTRACT', 'No HTTP contract with this id is served'));
  const isNamed = (one: { readonly kind: string }): one is HttpOperation => {
    const operation = one as HttpOperation;
    return one.kind === 'http' && operation.origin === 'webhook' && operation.key.startsWith(`webhook ${String(name)} `);
  };
  const operation = compiled.contract.operations.find(isNamed);
  if (!operation) return sendProblem(response, refuse(404, 'UNKNOWN_WEBHOOK', 'The contract has no webhook of this name'));
  const body = await readJson(request);
  if (!isObject(body) || typeof body['url'] !== 'string') {
    return sendProblem(
      response,
      refuse(400, 'WEBHOOK_INVALID', 'Send {"url": "http://localhost:3000/hook", "body"?: …}: a body that is left out is made'),
    );
  }
  const seed = [sessions.seed, session.name].filter((part) => part !== '').join(' ');
  const call = { contractId: mount.contractId, compiled, operation, url: body['url'], known: [], given: body['body'], seed };
  const entry = callbacks.send(session, call);
  if (entry.status === 'not-sent') return sendProblem(response, refuse(422, 'WEBHOOK_NOT_SENT', entry.detail ?? ''));
  response.status(202).json(entry);
}
