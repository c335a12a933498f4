import { Router } from 'express';
import type { Request, Response } from 'express';
import { refuse, sendProblem } from '../http/problem.ts';
import { readJson } from '../http/read-json.ts';
import type { Mount } from '../make-mount.ts';
import { sessionNameOf } from '../state/sessions.ts';
import type { Sessions } from '../state/sessions.ts';
import { findUnknownOperation } from './check-fault-rules.ts';
import { areFaultRules, describeRuleFaults } from './judge-fault-rules.ts';
import type { SessionFaults } from './session-faults.ts';

/**
 * Control of what goes wrong for the session that `Interlock-Session` names, below `/__interlock/faults/<contract>`: GET shows the rules, PUT sets
 * others in their place, DELETE goes back to those that the mock was started with.
 */
export function faultRoutes(mounts: readonly Mount[], sessions: Sessions): Router {
  const router = Router();
  const about = (handle: (faults: SessionFaults, mount: Mount, request: Request, response: Response) => void | Promise<void>) => {
    return (request: Request, response: Response, next: (error: unknown) => void): void => {
      const name = sessionNameOf(request.headers);
      if (name === undefined) return sendProblem(response, refuse(400, 'SESSION_INVALID', 'Interlock-Session is no name of a session'));
      const mount = mounts.find(({ contractId }) => contractId === request.params['contract']);
      const faults = mount?.faultsOf?.(sessions.of(name));
      if (!mount || !faults) return sendProblem(response, refuse(404, 'UNKNOWN_CONTRACT', 'No HTTP contract with this id is mocked'));
      Promise.resolve(handle(faults, mount, request, response)).catch(next);
    };
  };
  const path = '/faults/:contract';
  router.get(path, about(showFaults));
  router.put(path, about(setFaults));
  router.delete(
    path,
    about((faults, _mount, _request, response) => {
      faults.set(undefined);
      response.status(204).end();
    }),
  );
  router.all(path, (_request, response) => {
    sendProblem(
      response,
      refuse(405, 'METHOD_NOT_ALLOWED', 'This path takes GET, PUT, DELETE', { headers: { allow: 'GET, PUT, DELETE' } }),
    );
  });
  return router;
}

function showFaults({ rules }: SessionFaults, _mount: Mount, _request: Request, response: Response): void {
  response.json({ faults: rules });
}

async function setFaults(faults: SessionFaults, mount: Mount, request: Request, response: Response): Promise<void> {
  const sent = (await readJson(request)) as { readonly faults?: unknown } | undefined;
  const rules = sent?.faults;
  if (!areFaultRules(rules)) {
    const detail = `Send {"faults": [{"fault": "error", "rate": 0.1}]}: ${describeRuleFaults(rules)}`;
    return sendProblem(response, refuse(400, 'FAULTS_INVALID', detail));
  }
  const contract = mount.contractNow?.();
  const unknown = contract && findUnknownOperation([contract], rules);
  if (unknown) return sendProblem(response, refuse(422, 'UNKNOWN_OPERATION', unknown.message));
  faults.set(rules);
  showFaults(faults, mount, request, response);
}
