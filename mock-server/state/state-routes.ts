import type { Request, Response } from 'express';
import { isObject } from '../answers/schema-shape.ts';
import type { Callbacks } from '../callbacks/callbacks.ts';
import type { ControlRoute } from '../control/control-route.ts';
import { refuse } from '../http/refusals/problem.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import type { Refusal } from '../http/refusals/problem.ts';
import type { Mount } from '../server/make-mount.ts';
import { restoreSnapshot, takeSnapshot } from '../snapshots/session-snapshot.ts';
import { prepareSeed } from './behaviour/plant.ts';
import type { Session, Sessions } from './sessions.ts';
import { formatInstant, parseDuration, parseInstant } from './virtual-clock.ts';
import { textOf } from './text-of.ts';

/**
 * Control of what a session's mocks remember and of its clock. The session is the one that `Interlock-Session` names; `?contract=<id>` narrows a reset
 * and a snapshot to one contract.
 */
export function stateRoutes(mounts: readonly Mount[], sessions: Sessions, callbacks: Callbacks): readonly ControlRoute[] {
  return [
    {
      method: 'POST',
      path: '/reset',
      does: 'goes back to the seed; with ?contract=<id> that contract alone',
      serve({ session, request, response }) {
        const chosen = chooseMounts(mounts, request);
        if ('problem' in chosen) return sendProblem(response, chosen);
        for (const mount of chosen) mount.reset(session);
        if (request.query['contract'] === undefined) session.clock.reset();
        response.status(204).end();
      },
    },
    {
      method: 'POST',
      path: '/seed',
      does: 'adds or replaces resources: {"<contract>": {"/collection": [{…}]}}',
      takesJson: true,
      serve({ session, sent, response }) {
        sendNothing(response, plant(mounts, session, sent));
      },
    },
    {
      method: 'GET',
      path: '/state',
      does: 'takes a snapshot; with ?contract=<id> of that contract alone',
      serve({ session, request, response }) {
        const chosen = chooseMounts(mounts, request);
        if ('problem' in chosen) return sendProblem(response, chosen);
        response.json(takeSnapshot(chosen, session, request.query['contract'] === undefined ? callbacks : undefined));
      },
    },
    {
      method: 'PUT',
      path: '/state',
      does: 'brings a snapshot back',
      takesJson: true,
      serve({ session, sent, response }) {
        sendNothing(response, restoreSnapshot(mounts, session, callbacks, sent));
      },
    },
    ...clockRoutes(sessions),
    {
      method: 'GET',
      path: '/sessions',
      does: 'names the sessions',
      serve: ({ response }) => void response.json({ sessions: sessions.names() }),
    },
    {
      method: 'DELETE',
      path: '/sessions/:name',
      does: 'ends a session',
      serve({ request, response }) {
        const isEnded = sessions.end(String(request.params['name']));
        sendNothing(response, isEnded ? undefined : refuse(404, 'SESSION_UNKNOWN', 'No session has this name'));
      },
    },
  ];
}

function clockRoutes(sessions: Sessions): readonly ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/clock',
      does: 'tells the time of the session',
      serve: ({ session, response }) => sendClock(session, response),
    },
    {
      method: 'PUT',
      path: '/clock',
      does: 'sets the time of the session: {"now": "2026-03-01T08:00:00Z"}',
      takesJson: true,
      serve({ session, sent, response }) {
        const instantMs = parseInstant(textOf((sent as { readonly now?: unknown } | undefined)?.now));
        if (instantMs === undefined) return sendProblem(response, refuse(400, 'INSTANT_INVALID', 'Send {"now": "2026-03-01T08:00:00Z"}'));
        sessions.setClock(session, instantMs);
        sendClock(session, response);
      },
    },
    {
      method: 'POST',
      path: '/clock/advance',
      does: 'moves the time of the session on: {"by": "P1DT2H"}',
      takesJson: true,
      serve({ session, sent, response }) {
        const durationMs = parseDuration(textOf((sent as { readonly by?: unknown } | undefined)?.by));
        if (durationMs === undefined) {
          const detail = 'Send {"by": "P1DT2H"}: days, hours, minutes and seconds of ISO 8601';
          return sendProblem(response, refuse(400, 'DURATION_INVALID', detail));
        }
        sessions.advanceClock(session, durationMs);
        sendClock(session, response);
      },
    },
  ];
}

function sendNothing(response: Response, refused: Refusal | undefined): void {
  if (refused) sendProblem(response, refused);
  else response.status(204).end();
}

function chooseMounts(mounts: readonly Mount[], request: Request): readonly Mount[] | Refusal {
  const id = request.query['contract'];
  if (id === undefined) return mounts;
  const chosen = mounts.filter(({ contractId }) => contractId === id);
  return chosen.length > 0 ? chosen : refuse(404, 'UNKNOWN_CONTRACT', 'No contract with this id is served');
}

/** Adds the resources of all contracts, or of none where one does not fit. */
function plant(mounts: readonly Mount[], session: Session, seeds: unknown): Refusal | undefined {
  if (!isObject(seeds)) return refuse(400, 'SEED_MALFORMED', 'Send {"<contract id>": {"/collection": [{…}, …]}}');
  const prepared: (() => void)[] = [];
  for (const [contractId, seed] of Object.entries(seeds)) {
    const state = mounts.find((mount) => mount.contractId === contractId)?.stateOf?.(session);
    const planting = state ? prepareSeed(state, seed) : unknownContract();
    if ('problem' in planting) return planting;
    prepared.push(planting);
  }
  for (const planting of prepared) planting();
  return undefined;
}

function unknownContract(): Refusal {
  return refuse(404, 'UNKNOWN_CONTRACT', 'No contract with this id is served that keeps resources');
}

function sendClock(session: Session, response: Response): void {
  response.json({ now: formatInstant(session.clock.now()) });
}
