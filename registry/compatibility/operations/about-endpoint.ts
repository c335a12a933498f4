import type { Location } from '../../contract/index.ts';
import { endpointNames, type EventEndpoint, eventDirection, type EventPair } from './event-endpoint.ts';

/** What all drafts about one endpoint share. */
export function aboutEndpoint(pair: EventPair, isReply = false) {
  return {
    operation: pair.base.key,
    aliases: endpointNames(pair.base, pair.head),
    direction: eventDirection(pair.base, isReply),
    base: operationLocation(pair.base),
    head: operationLocation(pair.head),
    root: pair.base.key,
  };
}

function operationLocation({ operations }: EventEndpoint): Location {
  return operations[0]!.location;
}
