import { expect, it } from 'vitest';
import { nextTraceparent } from './trace-context.ts';

const current = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';

it('goes on in the trace that is given, with a new span and the same flags', () => {
  const next = nextTraceparent(current);
  expect(next).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
  expect(next).not.toContain('00f067aa0ba902b7');
});

it.each([undefined, '', 'garbage', '00-00000000000000000000000000000000-00f067aa0ba902b7-01'])('begins a trace instead of %j', (given) => {
  expect(nextTraceparent(given)).toMatch(/^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});
