import { Router } from 'express';
import { formatPlace } from '../../errors.ts';
import { refuse, sendProblem } from '../http/problem.ts';
import type { Mount } from '../make-mount.ts';
import type { UseRecorder } from '../uses/use-recorder.ts';
import { DRIFT_RULES } from './drift.ts';

/** What is known of the traffic: `/drift` where it is forwarded, `/uses` where it is recorded. */
export function trafficRoutes(mounts: readonly Mount[], recorder: UseRecorder | undefined): Router {
  const router = Router();
  router.get('/drift', async (_request, response) => {
    const proxy = mounts.find((mount) => mount.proxy)?.proxy;
    if (!proxy) return sendProblem(response, refuse(404, 'NOT_A_PROXY', 'Nothing is forwarded: start interlock mock with --proxy <url>'));
    await proxy.settled();
    const { contractId: contract, target, drifts } = proxy;
    const findings = drifts.seen().map(({ kind, operation, witness, message, place, expected, count }) => ({
      ...DRIFT_RULES[kind],
      operation: operation ?? null,
      witness,
      message,
      place: formatPlace(place),
      pointer: expected.pointer,
      count,
    }));
    response.json({ contract, target: target.url, requests: drifts.exchanges, findings, unkept: drifts.unkept });
  });
  router.get('/uses', (_request, response) => {
    if (recorder) response.json({ consumers: recorder.consumersSeen() });
    else sendProblem(response, refuse(404, 'NOT_RECORDED', 'Nothing is recorded: start interlock mock with --record <folder>'));
  });
  for (const path of ['/drift', '/uses']) {
    router.all(path, (_request, response) => {
      sendProblem(response, refuse(405, 'METHOD_NOT_ALLOWED', 'This path takes GET', { headers: { allow: 'GET' } }));
    });
  }
  return router;
}
