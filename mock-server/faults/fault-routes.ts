import type { Response } from 'express';
import type { ControlRoute } from '../control/control-route.ts';
import { refuse } from '../http/refusals/problem.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import type { Mount } from '../server/make-mount.ts';
import { findUnknownOperation } from './find-unknown-operation.ts';
import { areFaultRules, describeRuleFaults } from './judge-fault-rules.ts';
import type { SessionFaults } from './session-faults.ts';

/**
 * Control of what goes wrong for the session that `Interlock-Session` names: GET shows the rules, PUT sets others in their place, DELETE goes back to
 * those that the mock was started with.
 */
export function faultRoutes(mounts: readonly Mount[]): readonly ControlRoute[] {
  const about =
    (handle: FaultHandler): ControlRoute['serve'] =>
    ({ session, sent, request, response }) => {
      const mount = mounts.find(({ contractId }) => contractId === request.params['contract']);
      const faults = mount?.faultsOf?.(session);
      if (!mount || !faults) return sendProblem(response, refuse(404, 'UNKNOWN_CONTRACT', 'No HTTP contract with this id is mocked'));
      return handle(faults, mount, sent, response);
    };
  const path = '/faults/:contract';
  return [
    { method: 'GET', path, does: 'shows the faults of the session', serve: about(showFaults) },
    {
      method: 'PUT',
      path,
      takesJson: true,
      does: 'sets the faults of the session: {"faults": [{"fault": "error", "rate": 0.1}]}',
      serve: about(setFaults),
    },
    { method: 'DELETE', path, does: 'goes back to the faults of the start', serve: about(dropFaults) },
  ];
}

type FaultHandler = (faults: SessionFaults, mount: Mount, sent: unknown, response: Response) => void;

function dropFaults(faults: SessionFaults, _mount: Mount, _sent: unknown, response: Response): void {
  faults.set(undefined);
  response.status(204).end();
}

function showFaults({ rules }: SessionFaults, _mount: Mount, _sent: unknown, response: Response): void {
  response.json({ faults: rules });
}

function setFaults(faults: SessionFaults, mount: Mount, sent: unknown, response: Response): void {
  const rules = (sent as { readonly faults?: unknown } | undefined)?.faults;
  if (!areFaultRules(rules)) {
    const detail = `Send {"faults": [{"fault": "error", "rate": 0.1}]}: ${describeRuleFaults(rules)}`;
    return sendProblem(response, refuse(400, 'FAULTS_INVALID', detail));
  }
  const contract = mount.contractNow?.();
  const unknown = contract && findUnknownOperation([contract], rules);
  if (unknown) return sendProblem(response, refuse(422, 'UNKNOWN_OPERATION', unknown.message));
  faults.set(rules);
  showFaults(faults, mount, sent, response);
}
