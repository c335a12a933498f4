import { afterEach, describe, expect, it, vi } from 'vitest';
import { InterlockError } from '../errors.ts';
import { reportFailure } from './report-failure.ts';

const exitError = Object.assign(new Error('EEXIT: 0'), { code: 'EEXIT', oclif: { exit: 0 } });
const parseError = Object.assign(new Error('Nonexistent flag: --x\nSee more help with --help'), { parse: {}, oclif: { exit: 2 } });

const FAILURES: readonly (readonly [name: string, error: unknown, exit: number, stderr: string])[] = [
  [
    'an expected failure with a place',
    new InterlockError('REFERENCE_DANGLING', "'#/a' does not exist", { place: { file: 'api.yaml', line: 3, column: 5 } }),
    2,
    "api.yaml:3:5  error  REFERENCE_DANGLING  '#/a' does not exist\n",
  ],
  ['an expected failure without a place', new InterlockError('CHECK_FAILED', 'two errors'), 1, 'error  CHECK_FAILED  two errors\n'],
  ['arguments that the parser refuses', parseError, 2, 'error  USAGE  Nonexistent flag: --x; --help shows the usage\n'],
  [
    'the value of a flag that its type refuses',
    Object.assign(new Error('Parsing --port \n\tExpected an integer but received: x\nSee more help with --help'), { oclif: { exit: 2 } }),
    2,
    'error  USAGE  Parsing --port Expected an integer but received: x; --help shows the usage\n',
  ],
  [
    'a failure that quotes what a terminal would obey',
    new InterlockError('REFERENCE_DANGLING', "'#/\u001b[31m\n::error::x' is nowhere", { place: { file: 'a\nb.yaml' } }),
    2,
    "a b.yaml  error  REFERENCE_DANGLING  '#/\\u001b[31m ::error::x' is nowhere\n",
  ],
  ['an early end that is no failure', exitError, 0, ''],
  [
    'a fault of ours',
    new TypeError('x is undefined'),
    70,
    'error  BUG  This is a bug in Interlock: x is undefined\nRun again with DEBUG=1 to see where.\n',
  ],
  ['something thrown that is no error', 'oops', 70, 'error  BUG  This is a bug in Interlock: oops\nRun again with DEBUG=1 to see where.\n'],
];

describe('reportFailure', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it.each(FAILURES)('%s', (_name, error, exit, stderr) => {
    vi.stubEnv('DEBUG', '');
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(reportFailure(error)).toBe(exit);
    expect(write.mock.calls.map(([text]) => text).join('')).toBe(stderr);
  });

  it('shows the stack when DEBUG is set', () => {
    vi.stubEnv('DEBUG', '1');
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    reportFailure(new TypeError('x is undefined'));
    expect(String(write.mock.calls.at(-1)?.[0])).toContain('report-failure.test.ts');
  });
});
