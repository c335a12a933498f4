import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { isObject } from '../answers/schema-shape.ts';
import { refuse, sendProblem } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';
import { readJson } from '../http/read-json.ts';
import type { Mount } from '../make-mount.ts';
import { isSnapshot, plantResources } from './plant.ts';
import { sessionNameOf } from './sessions.ts';
import type { Session, Sessions } from './sessions.ts';
import { CLOCK_START_MS, formatInstant, parseDuration, parseInstant } from './virtual-clock.ts';
import { textOf } from './text-of.ts';

/**
 * Control of what a session's mocks remember and of its clock, below `/__interlock`. The session is the one that `Interlock-Session` names;
 * `?contract=<id>` narrows a reset and a snapshot to one contract.
 */
export function stateRoutes(mounts: readonly Mount[], sessions: Sessions): Router {
  const router = Router();
  const route = makeRoute(router, sessions);
  route('POST', '/reset', (session, request, response) => {
    const chosen = chooseMounts(mounts, request);
    if ('problem' in chosen) return sendProblem(response, chosen);
    for (const mount of chosen) mount.reset(session);
    if (request.query['contract'] === undefined) session.clock.set(CLOCK_START_MS);
    response.status(204).end();
  });
  route('GET', '/clock', (session, _request, response) => sendClock(session, response));
  route('PUT', '/clock', async (session, request, response) => {
    const body = await readJson(request);
    const instantMs = parseInstant(textOf((body as { readonly now?: unknown } | undefined)?.now));
    if (instantMs === undefined) return sendProblem(response, refuse(400, 'INSTANT_INVALID', 'Send {"now": "2026-03-01T08:00:00Z"}'));
    sessions.moveClock(session, instantMs);
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
    const contracts = chosen.flatMap(({ contractId, stateOf }) => (stateOf ? [[contractId, stateOf(session).store.snapshot()]] : []));
    response.json({ now: formatInstant(session.clock.now()), contracts: Object.fromEntries(contracts) as unknown });
  });
  route('PUT', '/state', async (session, request, response) => {
    const refused = restore(mounts, session, await readJson(request));
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

/** Brings the contracts of a snapshot, and the clock, to what they were: all of them, or none where the snapshot is not one of this server's. */
function restore(mounts: readonly Mount[], session: Session, snapshot: unknown): Refusal | undefined {
  const malformed = refuse(400, 'SNAPSHOT_MALFORMED', 'Send what GET /__interlock/state answered');
  if (!isObject(snapshot) || !isObject(snapshot['contracts'])) return malformed;
  const now = parseInstant(textOf(snapshot['now']));
  if (now === undefined) return malformed;
  const restored: (() => void)[] = [];
  for (const [contractId, kept] of Object.entries(snapshot['contracts'])) {
    const mount = mounts.find((one) => one.contractId === contractId);
    if (!mount?.stateOf) return unknownContract();
    if (!isSnapshot(kept)) return malformed;
    const { store } = mount.stateOf(session);
    restored.push(() => store.restore(kept));
  }
  for (const bring of restored) bring();
  session.clock.set(now);
  return undefined;
}

function plant(mounts: readonly Mount[], session: Session, seeds: unknown): Refusal | undefined {
  if (!isObject(seeds)) return refuse(400, 'SEED_MALFORMED', 'Send {"<contract id>": {"/collection": [{…}, …]}}');
  for (const [contractId, seed] of Object.entries(seeds)) {
    const mount = mounts.find((one) => one.contractId === contractId);
    const refused = mount?.stateOf ? plantResources(mount.stateOf(session), seed) : unknownContract();
    if (refused) return refused;
  }
  return undefined;
}

function unknownContract(): Refusal {
  return refuse(404, 'UNKNOWN_CONTRACT', 'No contract with this id is served that keeps resources');
}

function sendClock(session: Session, response: Response): void {
  response.json({ now: formatInstant(session.clock.now()) });
}
