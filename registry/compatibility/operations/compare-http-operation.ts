import { compareCallbacks } from './compare-callbacks.ts';
import { compareParameters } from './compare-parameters.ts';
import { compareRequestBody } from './compare-request-body.ts';
import { compareResponses } from './compare-responses.ts';
import { compareSecurity } from './compare-security.ts';
import { compareHttpServers } from './compare-servers.ts';
import { compareWords } from './compare-words.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import { aliasesOf, directionOf, type HttpPair } from './http-pair.ts';

/** Compares one operation that both versions have. */
export function compareHttpOperation(comparing: Comparing, pair: HttpPair): readonly Draft[] {
  const { base, head } = pair;
  compareWords(comparing, base, head);
  return [
    ...(!base.deprecated && head.deprecated ? [deprecation(pair)] : []),
    ...compareHttpServers(comparing, pair),
    ...compareSecurity(comparing, pair),
    ...compareParameters(comparing, pair),
    ...compareRequestBody(comparing, pair),
    ...compareResponses(comparing, pair),
    ...compareCallbacks(comparing, pair, compareHttpOperation),
  ];
}

function deprecation(pair: HttpPair): Draft {
  return {
    ruleId: 'operation-deprecated',
    weight: 'fits',
    direction: directionOf(pair.base, 'request'),
    operation: pair.base.key,
    aliases: aliasesOf(pair),
    base: pair.base.location,
    head: pair.head.location,
    root: pair.base.key,
    message: 'the operation is deprecated',
    facts: null,
  };
}
