import { JetStreamApiError } from '@nats-io/jetstream';
import { errors, headers } from '@nats-io/transport-node';
import { expect, it, onTestFinished } from 'vitest';
import { Outbox, RETRY_AFTER_MS } from './outbox.ts';

/** An outbox whose broker fails so at first, and what became of each try. */
function open(failures: readonly Error[], store: () => Promise<void> = async () => {}) {
  const tries: { readonly subject: string; readonly atMs: number }[] = [];
  const warnings: string[] = [];
  const publish = async (subject: string) => {
    tries.push({ subject, atMs: performance.now() });
    const failure = failures[tries.length - 1];
    if (failure) throw failure;
    await store();
    return { stream: 'interlock-mock', domain: '', seq: 1, duplicate: false };
  };
  const outbox = new Outbox({ publish }, (line) => void warnings.push(line));
  onTestFinished(() => outbox.close());
  const send = (subject: string, bytes = 1) => outbox.send({ subject, headers: headers(), payload: new Uint8Array(bytes) });
  return { outbox, send, tries, warnings, subjects: () => tries.map(({ subject }) => subject) };
}

const noResponders = () => new errors.RequestError('no responders', { cause: new errors.NoRespondersError('a') });
const forbidden = new errors.PermissionViolationError('Permissions Violation for Publish to "a"', 'publish', 'a');

it.each([
  ['no answer in time', new errors.TimeoutError()],
  ['a broker without JetStream for now', new Error('jetstream is not enabled', { cause: noResponders() })],
  ['nobody there', noResponders()],
])('tries again after %s, in order and not at once', async (_, failure) => {
  const { outbox, send, tries, warnings, subjects } = open([failure]);
  send('a');
  send('b');
  await outbox.flush();
  expect([subjects(), warnings]).toEqual([['a', 'a', 'b'], []]);
  expect(tries[1]!.atMs - tries[0]!.atMs).toBeGreaterThan(RETRY_AFTER_MS - 50);
});

it.each([
  ['a closed connection', new errors.ClosedConnectionError()],
  ['a connection that is being closed', new errors.RequestError('connection closed')],
  ['a subject that it may not publish to', new errors.RequestError(forbidden.message, { cause: forbidden })],
  ['a refusal', new JetStreamApiError({ code: 400, err_code: 10_054, description: 'message size exceeds maximum allowed' })],
])('gives a message up after %s, and goes on with the next', async (_, failure) => {
  const { outbox, send, warnings, subjects } = open([failure]);
  send('a');
  send('b');
  await outbox.flush();
  expect(subjects()).toEqual(['a', 'b']);
  expect(warnings).toEqual([expect.stringContaining('a message for a cannot be delivered')]);
});

it('lets messages wait up to a size, and takes more once they are stored', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { outbox, send, warnings, subjects } = open([], () => promise);
  const half = 32 * 1024 * 1024;
  send('a', half);
  send('b', half);
  send('c', 1);
  expect(warnings).toEqual([expect.stringContaining('a message for c is lost')]);
  resolve();
  await outbox.flush();
  send('d', half);
  await outbox.flush();
  expect(subjects()).toEqual(['a', 'b', 'd']);
});

it('gives up what waits when it is closed', async () => {
  const { outbox, send, subjects } = open([new errors.TimeoutError()]);
  send('a');
  send('b');
  await expect.poll(subjects).toEqual(['a']);
  outbox.close();
  await outbox.flush();
  expect(subjects()).toEqual(['a']);
});
