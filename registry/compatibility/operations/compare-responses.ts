import type { Response } from '../../contract/index.ts';
import { proveResponse } from '../witness/prove-http.ts';
import { compareResponseContent } from './compare-response-content.ts';
import { compareResponseHeaders } from './compare-response-headers.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import { aboutResponse } from './about-response.ts';
import { type HttpPair, requestFlow } from './http-pair.ts';
import { responsesMissing, statusPairs } from './response-pairs.ts';

/** Compares the responses of an operation. */
export function compareResponses(comparing: Comparing, pair: HttpPair): readonly Draft[] {
  const isOutput = requestFlow(pair.base) === 'input';
  const [sender, receiver] = isOutput ? [pair.head, pair.base] : [pair.base, pair.head];
  const isExact = comparing.profile === 'exact';
  const drafts: Draft[] = [];
  const unknown = new Set<Response>();
  for (const { status, sender: sent, receiver: taken } of statusPairs(sender.responses, receiver.responses, isExact)) {
    const [base, head] = isOutput ? [taken, sent] : [sent, taken];
    if (taken !== undefined) {
      const both = { status, base: base as Response, head: head as Response };
      drafts.push(...compareResponseHeaders(comparing, pair, both), ...compareResponseContent(comparing, pair, both));
      continue;
    }
    if (unknown.has(sent) || (isInterim(status) && !sent.status.startsWith('1'))) continue;
    unknown.add(sent);
    drafts.push({
      ...aboutResponse(pair, base, head),
      ruleId: isOutput ? 'response-status-added' : 'response-status-removed',
      message: isOutput ? `the response ${sent.status} is new` : `the response ${sent.status} is no longer taken`,
      ...(status >= 400 || isInterim(status)
        ? { weight: 'fits' }
        : {
            weight: 'rejects',
            prove: () => proveResponse(comparing, pair, { status, base, head }, {}, ({ code }) => code === 'undeclared-status'),
          }),
    });
  }
  return [...drafts, ...(isOutput ? goneResponses(comparing, pair) : addedResponses(comparing, pair))];
}

/** An interim response says that more is to come; HTTP clients read on by themselves (RFC 9110 §15.2). */
function isInterim(status: number): boolean {
  return status < 200;
}

function goneResponses(comparing: Comparing, pair: HttpPair): readonly Draft[] {
  return responsesMissing(pair.base.responses, pair.head.responses, comparing.profile === 'exact').map((response) => {
    const draft = {
      ...aboutResponse(pair, response, undefined),
      ruleId: 'response-status-removed',
      message: `the response ${response.status} is gone`,
    };
    if (!response.status.startsWith('2')) return { ...draft, weight: response.status.startsWith('3') ? 'warns' : 'fits' };
    const status = response.status === '2XX' ? 299 : Number(response.status);
    const pairOfStatus = { status, base: response, head: undefined };
    const prove = () => proveResponse(comparing, pair, pairOfStatus, {}, () => true, 'no longer answers with it');
    return { ...draft, weight: 'withdraws', prove };
  });
}

function addedResponses(comparing: Comparing, pair: HttpPair): readonly Draft[] {
  return responsesMissing(pair.head.responses, pair.base.responses, comparing.profile === 'exact').map((response) => ({
    ...aboutResponse(pair, undefined, response),
    ruleId: 'response-status-added',
    weight: 'fits',
    message: `the response ${response.status} is taken as well`,
  }));
}
