import type { Response } from '../../contract/index.ts';
import { aliasesOf, directionOf, type HttpPair } from './http-pair.ts';

/** What all drafts about one response share. */
export function aboutResponse(pair: HttpPair, base: Response | undefined, head: Response | undefined) {
  const locations = { base: base?.location ?? pair.base.location, head: head?.location ?? pair.head.location };
  return {
    operation: pair.base.key,
    aliases: aliasesOf(pair),
    direction: directionOf(pair.base, 'response'),
    ...locations,
    root: `${locations.base.file}#${locations.base.pointer} ${locations.head.file}#${locations.head.pointer}`,
    facts: (base ?? head)?.status,
    ...statusOf(base ?? head),
  };
}

function statusOf(response: Response | undefined): { readonly status?: string } {
  return response === undefined ? {} : { status: response.status };
}
