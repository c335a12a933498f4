import type { Response } from '../../contract/index.ts';

/** A status that a sender may answer with, and what both versions declare for it. */
export interface StatusPair {
  readonly status: number;
  readonly sender: Response;
  /** Absent when the receiver declares none. */
  readonly receiver: Response | undefined;
}

/** The declared response that a status falls under: exact, then its range, then `default`. */
function responseFor(responses: readonly Response[], status: number): Response | undefined {
  const range = `${Math.floor(status / 100)}XX`;
  return (
    responses.find((one) => one.status === String(status)) ??
    responses.find((one) => one.status === range) ??
    responses.find((one) => one.status === 'default')
  );
}

/**
 * The response that a party answers with, when it does. Where a success is declared, `default` stands for errors, as it is used; where none
 * is, or senders send anything that they may, it stands for every status.
 */
function answerFor(responses: readonly Response[], status: number, isExact: boolean): Response | undefined {
  const response = responseFor(responses, status);
  if (response?.status !== 'default' || status >= 400 || isExact) return response;
  return responses.some((one) => /^[123]/.test(one.status)) ? undefined : response;
}

/**
 * Pairs of responses, one for each that the sender may answer with and each that the receiver reads it by.
 *
 * @param isExact senders send anything that they may: the profile `exact`.
 */
export function statusPairs(sender: readonly Response[], receiver: readonly Response[], isExact: boolean): readonly StatusPair[] {
  const pairs: StatusPair[] = [];
  for (const status of statusesOf([...sender, ...receiver])) {
    const own = answerFor(sender, status, isExact);
    if (own === undefined) continue;
    const other = responseFor(receiver, status);
    if (!pairs.some((pair) => pair.sender === own && pair.receiver === other && kindOf(pair.status) === kindOf(status))) {
      pairs.push({ status, sender: own, receiver: other });
    }
  }
  return pairs;
}

/** Statuses are read alike within a kind: interim ones, successes and redirects, errors. */
function kindOf(status: number): 'interim' | 'final' | 'error' {
  return status < 200 ? 'interim' : status < 400 ? 'final' : 'error';
}

/** The declared responses of one version of which the other answers with none. */
export function responsesMissing(own: readonly Response[], others: readonly Response[], isExact: boolean): readonly Response[] {
  const statuses = statusesOf([...own, ...others]);
  return own.filter((response) => {
    const mine = statuses.filter((status) => responseFor(own, status) === response);
    return !mine.some((status) => answerFor(others, status, isExact) !== undefined);
  });
}

/** Every status that is declared, and of each class one that isn't. */
function statusesOf(responses: readonly Response[]): readonly number[] {
  const exact = new Set(responses.flatMap(({ status }) => (/^\d{3}$/.test(status) ? [Number(status)] : [])));
  const classes = [1, 2, 3, 4, 5].map((each) => {
    let status = each * 100 + 99;
    while (exact.has(status)) status--;
    return status;
  });
  return [...[...exact].sort((one, other) => one - other), ...classes];
}
