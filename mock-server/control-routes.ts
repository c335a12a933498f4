import { Router } from 'express';
import { callbackRoutes } from './callbacks/callback-routes.ts';
import { eventRoutes } from './events/event-routes.ts';
import { faultRoutes } from './faults/fault-routes.ts';
import { refuse, sendProblem } from './http/problem.ts';
import type { Mount, MountSettings } from './make-mount.ts';
import { issueToken } from './security/token-endpoint.ts';
import { trafficRoutes } from './proxy/traffic-routes.ts';
import { stateRoutes } from './state/state-routes.ts';

/** The mock server's own routes, below `/__interlock`: health, state, clocks, faults, events, callbacks, and the token endpoint. */
export function controlRoutes(mounts: readonly Mount[], { tokenKey, sessions, exchange, callbacks, recorder }: MountSettings): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok', contracts: mounts.map(({ contractId }) => contractId) });
  });
  router.use(stateRoutes(mounts, sessions, callbacks));
  router.use(faultRoutes(mounts, sessions));
  router.use(eventRoutes(exchange, sessions));
  router.use(trafficRoutes(mounts, recorder));
  router.use(callbackRoutes(mounts, callbacks, sessions));
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
