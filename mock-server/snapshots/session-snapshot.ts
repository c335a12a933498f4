import { isObject } from '../answers/schema-shape.ts';
import type { Callbacks } from '../callbacks/callbacks.ts';
import { refuse } from '../http/refusals/problem.ts';
import type { Refusal } from '../http/refusals/problem.ts';
import type { Mount } from '../server/make-mount.ts';
import type { Session } from '../state/sessions.ts';
import { textOf } from '../state/text-of.ts';
import { formatInstant, parseInstant } from '../state/virtual-clock.ts';
import { isCallbacksSnapshot } from './snapshot-schemas.ts';

/**
 * What decides the answers that a session gets next, as JSON: restored in another process, with the same contracts, seed and name of the session, the same
 * requests get the same bytes.
 *
 * @param callbacks those that were sent are in it, where they are given
 */
export function takeSnapshot(mounts: readonly Mount[], session: Session, callbacks?: Callbacks) {
  const contracts = mounts.flatMap(({ contractId, snapshot }) => (snapshot ? [[contractId, snapshot(session)] as const] : []));
  const sent = callbacks?.logOf(session).snapshot();
  const { clock } = session;
  return {
    now: formatInstant(clock.now()),
    begun: formatInstant(clock.begun),
    lapsed: formatInstant(clock.lapsed()),
    ...(clock.isHeld && { held: true }),
    contracts: Object.fromEntries(contracts),
    ...(sent && { callbacks: sent }),
  };
}

/** Brings the contracts of a snapshot, and the clock, to what they were: all of them, or none where the snapshot is not one of this server's. */
export function restoreSnapshot(mounts: readonly Mount[], session: Session, callbacks: Callbacks, sent: unknown): Refusal | undefined {
  if (!isObject(sent) || !isObject(sent['contracts'])) return malformed('it has no contracts');
  const now = parseInstant(textOf(sent['now']));
  if (now === undefined) return malformed("its 'now' is no instant");
  const begun = sent['begun'] === undefined ? now : parseInstant(textOf(sent['begun']));
  if (begun === undefined) return malformed("its 'begun' is no instant");
  const lapsed = sent['lapsed'] === undefined ? now : parseInstant(textOf(sent['lapsed']));
  if (lapsed === undefined) return malformed("its 'lapsed' is no instant");
  const restored: (() => void)[] = [];
  for (const [contractId, kept] of Object.entries(sent['contracts'])) {
    const restore = mounts.find((mount) => mount.contractId === contractId)?.restore;
    if (!restore) return refuse(404, 'UNKNOWN_CONTRACT', 'No contract with this id is served that keeps anything');
    const bring = restore(session, kept);
    if (!bring) return malformed(`what it says of ${contractId} is not what its mock keeps`);
    if ('problem' in bring) return bring;
    restored.push(bring);
  }
  const { callbacks: calls } = sent;
  if (calls !== undefined && !isCallbacksSnapshot(calls)) return malformed('what it says of callbacks is not what is kept of them');
  session.clock.reset();
  session.clock.set(now, now - lapsed);
  if (sent['held'] === true) session.clock.hold();
  session.clock.begin(begun);
  for (const bring of restored) bring();
  if (calls !== undefined) callbacks.logOf(session).restore(calls);
  return undefined;
}

function malformed(why: string): Refusal {
  return refuse(400, 'SNAPSHOT_MALFORMED', `Send what GET /__interlock/state answered: ${why}`);
}
