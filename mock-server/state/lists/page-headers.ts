import type { Contract, Response } from '../../../registry/contract/index.ts';
import { resolveSchema } from '../../answers/schema-shape.ts';
import type { PageLinks } from './page-links.ts';
import type { Page } from './page.ts';

/** Headers of a list that the response declares: `Link` (RFC 8288) with the neighbouring pages, and the total under the names it goes by. */
export function pageHeaders(contract: Contract, response: Response, page: Page, links: PageLinks): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const { name, schema, required } of response.headers) {
    const lower = name.toLowerCase();
    const resolved = resolveSchema(contract, schema);
    const isNumber = typeof resolved === 'object' && [resolved['type']].flat().includes('integer');
    if (lower === 'link') {
      const steps = Object.entries({ prev: page.previous, next: page.next, first: page.first, last: page.last });
      const text = steps.flatMap(([relation, step]) => (step ? [`<${links.url(step)}>; rel="${relation}"`] : [])).join(', ');
      if (text !== '' || required) headers[lower] = text;
    } else if (/^(x-)?(total(-count)?|result-count|total-results)$/.test(lower) && isNumber) headers[lower] = String(page.total);
    else if (/^x-next-(cursor|page(-token)?)$/.test(lower) && page.next) headers[lower] = page.next.value;
  }
  return headers;
}
