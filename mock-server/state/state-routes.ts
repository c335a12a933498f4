import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { isObject } from '../answers/schema-shape.ts';
import type { Callbacks } from '../callbacks/callbacks.ts';
import { refuse, sendProblem } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';
import { readJson } from '../http/read-json.ts';
import type { Mount } from '../make-mount.ts';
import { restoreSnapshot, takeSnapshot } from '../snapshots/session-snapshot.ts';
import { prepareSeed } from './plant.ts';
import { sessionNameOf } from './sessions.ts';
import type { Session, Sessions } from './sessions.ts';
import { CLOCK_START_MS, formatInstant, parseDuration, parseInstant } from './virtual-clock.ts';
import { textOf } from './text-of.ts';

/**
 * Control of what a session's mocks remember and of its clock, below `/__interlock`. The session is the one that `Interlock-Session` names;
 * `?contract=<id>` narrows a reset and a snapshot to one contract.
 */
export function stateRoutes(mounts: readonly Mount[], sessions: Sessions, callbacks: Callbacks): Router {
  const router = Router();
  const route = makeRoute(router, sessions);
  route('POST', '/reset', (session, request, response) => {
    const chosen = chooseMounts(mounts, request);
    if ('problem' in chosen) return sendProblem(response, chosen);
    for (const mount of chosen) mount.reset(session);
    if (request.query['contract'] === undefined) {
      session.clock.set(CLOCK_START_MS);
      session.clock.begin(CLOCK_START_MS);
    }
    response.status(204).end();
  });
  route('GET', '/clock', (session, _request, response) => sendClock(session, response));
  route('PUT', '/clock', async (session, request, response) => {
    const body = await readJson(request);
    const instantMs = parseInstant(textOf((body as { readonly now?: unknown } | undefined)?.now));
    if (instantMs === undefined) return sendProblem(response, refuse(400, 'INSTANT_INVALID', 'Send {"now": "2026-03-01T08:00:00Z"}'));
    sessions.moveClock(session, instantMs);
    session.clock.begin(instantMs);
    sendClock(session, response);
  });
  route('POST', '/clock/advance', async (session, request, response) => {
    const body = await readJson(request);
    const durationMs = parseDuration(textOf((body as { readonly by?: unknown } | undefined)?.by));
    if (durationMs === undefined) {
      return sendProblem(response, refuse(400, 'DURATION_INVALID', 'Send {"by": "P1DT2H"}: days, hours, minutes and seconds of ISO 8601'));
    }
    sessions.moveClock(session, session.clock.now() + durationMs);
    sendClock(session, response);
  });
  route('GET', '/state', (session, request, response) => {
    const chosen = chooseMounts(mounts, request);
    if ('problem' in chosen) return sendProblem(response, chosen);
    response.json(takeSnapshot(chosen, session, request.query['contract'] === undefined ? callbacks : undefined));
  });
  route('PUT', '/state', async (session, request, response) => {
    const refused = restoreSnapshot(mounts, session, callbacks, await readJson(request));
    if (refused) sendProblem(response, refused);
    else response.status(204).end();
  });
  route('POST', '/seed', async (session, request, response) => {
    const refused = plant(mounts, session, await readJson(request));
    if (refused) sendProblem(response, refused);
    else response.status(204).end();
  });
  router.get('/sessions', (_request, response) => void response.json({ sessions: sessions.names() }));
  router.delete('/sessions/:name', (request, response) => {
    if (sessions.end(request.params.name)) response.status(204).end();
    else sendProblem(response, refuse(404, 'SESSION_UNKNOWN', 'No session has this name'));
  });
  refuseOtherMethods(router);
  return router;
}

type SessionHandler = (session: Session, request: Request, response: Response) => void | Promise<void>;

/** Registers routes that are about the session of the request, which is found first. */
function makeRoute(router: Router, sessions: Sessions): (method: 'GET' | 'POST' | 'PUT', path: string, handle: SessionHandler) => void {
  return (method, path, handle) => {
    const withSession: RequestHandler = (request, response, next) => {
      const name = sessionNameOf(request.headers);
      if (name === undefined) return sendProblem(response, refuse(400, 'SESSION_INVALID', 'Interlock-Session is no name of a session'));
      Promise.resolve(handle(sessions.of(name), request, response)).catch(next);
    };
    if (method === 'GET') router.get(path, withSession);
    else if (method === 'PUT') router.put(path, withSession);
    else router.post(path, withSession);
  };
}

function refuseOtherMethods(router: Router): void {
  for (const [path, allow] of [
    ['/reset', 'POST'],
    ['/state', 'GET, PUT'],
    ['/seed', 'POST'],
    ['/clock', 'GET, PUT'],
    ['/clock/advance', 'POST'],
    ['/sessions', 'GET'],
    ['/sessions/:name', 'DELETE'],
  ] as const) {
    router.all(path, (_request, response) => {
      sendProblem(response, refuse(405, 'METHOD_NOT_ALLOWED', `This path takes ${allow}`, { headers: { allow } }));
    });
  }
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
