import { Router } from 'express';
import type { EventExchange } from './events/event-exchange.ts';
import { eventRoutes } from './events/event-routes.ts';
import { refuse, sendProblem } from './http/problem.ts';
import type { Mount } from './make-mount.ts';
import { issueToken } from './security/token-endpoint.ts';
import type { Sessions } from './state/sessions.ts';
import { trafficRoutes } from './proxy/traffic-routes.ts';
import type { UseRecorder } from './uses/use-recorder.ts';
import { stateRoutes } from './state/state-routes.ts';

/** The mock server's own routes, below `/__interlock`: health, state, clocks, events, and the token endpoint. */
export function controlRoutes(
  mounts: readonly Mount[],
  tokenKey: Uint8Array,
  sessions: Sessions,
  exchange: EventExchange,
  recorder?: UseRecorder,
): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok', contracts: mounts.map(({ contractId }) => contractId) });
  });
  router.use(stateRoutes(mounts, sessions));
  router.use(eventRoutes(exchange, sessions));
  router.use(trafficRoutes(mounts, recorder));
  router.post('/oauth/token', (request, response) => issueToken(request, response, tokenKey));
  for (const [path, allow] of [
    ['/health', 'GET'],
    ['/oauth/token', 'POST'],
  ] as const) {
    router.all(path, (_request, response) => {
      sendProblem(response, refuse(405, 'METHOD_NOT_ALLOWED', `This path takes ${allow}`, { headers: { allow } }));
    });
  }
  return router;
}
