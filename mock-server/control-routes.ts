import { Router } from 'express';
import { refuse, sendProblem } from './http/problem.ts';
import type { Mount } from './make-mount.ts';
import { issueToken } from './security/token-endpoint.ts';

/** The mock server's own routes, below `/__interlock`: health, reset to the seed, and the token endpoint. */
export function controlRoutes(mounts: readonly Mount[], tokenKey: Uint8Array): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok', contracts: mounts.map(({ contractId }) => contractId) });
  });
  router.post('/reset', (_request, response) => {
    for (const mount of mounts) mount.reset();
    response.status(204).end();
  });
  router.post('/oauth/token', (request, response) => issueToken(request, response, tokenKey));
  for (const [path, allow] of [
    ['/health', 'GET'],
    ['/reset', 'POST'],
    ['/oauth/token', 'POST'],
  ] as const) {
    router.all(path, (_request, response) => {
      sendProblem(response, refuse(405, 'METHOD_NOT_ALLOWED', `This path takes ${allow}`, { headers: { allow } }));
    });
  }
  return router;
}
