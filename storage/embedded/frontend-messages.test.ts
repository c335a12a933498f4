import { expect, it } from 'vitest';
import { FrontendMessageReader, frontendMessage, queryMessage, startupMessage } from './frontend-messages.ts';

const STREAM = Buffer.concat([startupMessage({ user: 'postgres' }), queryMessage('SELECT 1'), frontendMessage('S'), queryMessage('é')]);

it.each([1, 2, 3, 7, STREAM.length])('reads the same messages from pieces of %i bytes', (size) => {
  const reader = new FrontendMessageReader();
  const messages = [];
  for (let start = 0; start < STREAM.length; start += size) messages.push(...reader.read(STREAM.subarray(start, start + size)));
  expect(messages.map(({ type }) => type)).toEqual(['startup', 'Q', 'S', 'Q']);
  expect(Buffer.concat(messages.map(({ bytes }) => bytes))).toEqual(STREAM);
});

it('takes a request for TLS before the startup message', () => {
  const request = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
  const types = [...new FrontendMessageReader().read(Buffer.concat([request, STREAM]))].map(({ type }) => type);
  expect(types).toEqual(['startup', 'startup', 'Q', 'S', 'Q']);
});
