import { callbackRoutes } from '../callbacks/callback-routes.ts';
import { eventRoutes } from '../events/event-routes.ts';
import { faultRoutes } from '../faults/fault-routes.ts';
import type { Mount, MountSettings } from '../server/make-mount.ts';
import { trafficRoutes } from '../proxy/traffic-routes.ts';
import { issueToken } from '../security/token-endpoint.ts';
import { stateRoutes } from '../state/state-routes.ts';
import type { ControlRoute } from './control-route.ts';

/** The mock server's own routes: health, tokens, state, clocks, faults, events, callbacks and traffic. */
export function controlRoutes(
  mounts: readonly Mount[],
  { tokens, sessions, exchange, callbacks, recorder }: MountSettings,
): readonly ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/health',
      does: 'says that the mocks are served, and of which contracts',
      serve: ({ response }) => void response.json({ status: 'ok', contracts: mounts.map(({ contractId }) => contractId) }),
    },
    {
      method: 'POST',
      path: '/oauth/token',
      does: 'issues a token: the form grant_type=client_credentials&client_id=…&client_secret=…&scope=…',
      serve: ({ request, response }) => issueToken(request, response, tokens.key, sessions),
    },
    ...stateRoutes(mounts, sessions, callbacks),
    ...faultRoutes(mounts),
    ...eventRoutes(exchange, sessions),
    ...callbackRoutes(mounts, callbacks, sessions),
    ...trafficRoutes(mounts, recorder),
  ];
}
