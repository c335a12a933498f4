import type { HttpOperation } from '../../registry/contract/index.ts';
import { isObject } from '../answers/schema-shape.ts';
import type { ControlCall, ControlRoute } from '../control/control-route.ts';
import { refuse } from '../http/refusals/problem.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import type { Mount } from '../server/make-mount.ts';
import type { Sessions } from '../state/sessions.ts';
import type { Callbacks } from './callbacks.ts';

/** Control of what the mocks send of their own accord. */
export function callbackRoutes(mounts: readonly Mount[], callbacks: Callbacks, sessions: Sessions): readonly ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/callbacks',
      does: 'lists the callbacks and webhooks that were sent; with ?settled once nothing is being sent any more',
      async serve({ session, request, response }) {
        const log = callbacks.logOf(session);
        if (request.query['settled'] !== undefined) await log.settled();
        response.json(log.list());
      },
    },
    {
      method: 'POST',
      path: '/webhooks/:contract/:name',
      takesJson: true,
      does: 'sends a webhook: {"url": "http://localhost:3000/hook", "body": …}',
      serve: (call) => sendWebhook(mounts, callbacks, sessions, call),
    },
  ];
}

function sendWebhook(
  mounts: readonly Mount[],
  callbacks: Callbacks,
  sessions: Sessions,
  { session, sent, request, response }: ControlCall,
): void {
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
  if (!isObject(sent) || typeof sent['url'] !== 'string') {
    return sendProblem(
      response,
      refuse(400, 'WEBHOOK_INVALID', 'Send {"url": "http://localhost:3000/hook", "body"?: …}: a body that is left out is made'),
    );
  }
  const seed = sessions.seedOf(session);
  const call = { contractId: mount.contractId, compiled, operation, url: sent['url'], known: [], given: sent['body'], seed };
  const entry = callbacks.send(session, call);
  if (entry.status === 'not-sent') return sendProblem(response, refuse(422, 'WEBHOOK_NOT_SENT', entry.detail ?? ''));
  response.status(202).json(entry);
}
