import { formatPlace } from '../../errors.ts';
import type { ControlRoute } from '../control/control-route.ts';
import { refuse } from '../http/refusals/problem.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import type { Mount } from '../server/make-mount.ts';
import type { UseRecorder } from '../uses/use-recorder.ts';
import { DRIFT_RULES } from './drift.ts';
import type { Proxy } from './proxy-mount.ts';

/** What is known of the traffic: `/drift` where it is forwarded, `/uses` where it is recorded. */
export function trafficRoutes(mounts: readonly Mount[], recorder: UseRecorder | undefined): readonly ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/drift',
      does: 'says what a proxy found so far',
      async serve({ response }) {
        const proxy = mounts.find((mount) => mount.proxy)?.proxy;
        if (!proxy)
          return sendProblem(response, refuse(404, 'NOT_A_PROXY', 'Nothing is forwarded: start interlock mock with --proxy <url>'));
        await proxy.settled();
        response.json(describeDrift(proxy));
      },
    },
    {
      method: 'GET',
      path: '/uses',
      does: 'says what each application used so far, where that is recorded',
      serve({ response }) {
        if (recorder) response.json({ consumers: recorder.consumersSeen() });
        else sendProblem(response, refuse(404, 'NOT_RECORDED', 'Nothing is recorded: start interlock mock with --record <folder>'));
      },
    },
  ];
}

function describeDrift({ contractId: contract, target, drifts }: Proxy): object {
  const findings = drifts.seen().map(({ kind, operation, witness, message, place, expected, count }) => ({
    ...DRIFT_RULES[kind],
    operation: operation ?? null,
    witness,
    message,
    place: formatPlace(place),
    pointer: expected.pointer,
    count,
  }));
  return { contract, target: target.url, requests: drifts.exchanges, findings, unkept: drifts.unkept };
}
