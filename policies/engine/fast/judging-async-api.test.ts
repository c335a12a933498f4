import { expect, it } from 'vitest';
import { runBoth, wholeRuleset } from './run-both.ts';

const HEAD = 'info: { title: Orders, version: 1.0.0 }\n';
const VERSION_2 = `${HEAD}channels: { orders: { publish: { message: { payload: { type: object } } } } }\n`;
const VERSION_3 = `${HEAD}channels: { orders: { address: orders, messages: { placed: { payload: { type: object } } } } }
operations: { send: { action: send, channel: { $ref: '#/channels/orders' }, messages: [{ $ref: '#/channels/orders/messages/placed' }] } }
`;

/** As documents follow one another in a workspace: the validators of one version must not answer for another. */
const DOCUMENTS = [
  `asyncapi: 2.0.0\n${VERSION_2}`,
  `asyncapi: 3.0.0\n${VERSION_3}`,
  `asyncapi: 2.6.0\n${VERSION_2}colour: red\n`,
  `asyncapi: 3.1.0\n${VERSION_3}colour: red\n`,
  `asyncapi: 3.0.0\n${VERSION_3.replace('action: send', 'action: shout')}`,
  `asyncapi: 3.0.0\n${VERSION_3.replace("{ $ref: '#/channels/orders' }", '{ address: orders }')}`,
  `asyncapi: 3.0.0\n${VERSION_3.replace('info:', 'info: { $ref: "#/components/x" }\nx:')}`,
  `asyncapi: 3.9.0\n${VERSION_3}colour: red\n`,
  `asyncapi: 3.1.0\n${VERSION_3}`,
  `asyncapi: 2.6.0\n${VERSION_2.replace('publish', 'shout')}`,
  `asyncapi: 2.0.0\n${VERSION_2}id: 4\n`,
];

it('finds what Spectral finds, in whatever order documents come', { timeout: 120_000 }, async () => {
  const ruleset = await wholeRuleset();
  const counts = new Set<number>();
  for (const text of [...DOCUMENTS, ...DOCUMENTS.slice(0, 3)]) {
    const { spectral, accelerated } = await runBoth(ruleset, text, '/tree/asyncapi.yaml');
    expect(accelerated).toBe(spectral);
    const findings = JSON.parse(spectral) as readonly { readonly code: string }[];
    counts.add(findings.filter(({ code }) => /^asyncapi-(?:schema|3-document)/.test(code)).length);
  }
  expect(counts.size).toBeGreaterThan(2);
});
