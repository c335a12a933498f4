import { openSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { DestinationStream, Logger } from 'pino';
import { InterlockError } from '../../errors.ts';
import type { HttpOperation } from '../../registry/contract/index.ts';

/** How much is logged: `info` has a line for every request, `warn` what a person should know of, `error` what failed. */
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** What becomes known of a request while it is served. */
export type Seen = (operation: HttpOperation) => void;

/**
 * The log of a mock server: one JSON object a line (pino's), written when the event loop has nothing else to do. Of a request it holds the
 * operation, never path, query, headers or body: they may be confidential.
 */
export interface MockLog {
  /** Writes a line when the request has ended; undefined when requests are not logged. */
  readonly request: ((contractId: string, method: string, response: ServerResponse) => Seen) | undefined;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Resolves when all lines are written. */
  close(): Promise<void>;
}

/** Logs nothing. */
export const NO_LOG: MockLog = { request: undefined, info() {}, warn() {}, error() {}, close: () => Promise.resolve() };

/**
 * Opens a log. pino is loaded with the first line, unless every request is to have one.
 *
 * @param file that lines are added to; standard error when undefined
 * @throws InterlockError FILE_UNWRITABLE
 */
export async function openLog(level: LogLevel, file?: string): Promise<MockLog> {
  if (level === 'silent') return NO_LOG;
  let opening: Promise<OpenLog> | undefined;
  const open = (): Promise<OpenLog> => (opening ??= openPino(level, file));
  const logsRequests = level === 'info' || level === 'debug';
  const opened = file !== undefined || logsRequests ? await open() : undefined;
  const write = (kind: 'info' | 'warn' | 'error', message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    if (opened) opened.logger[kind](fields, message);
    else if (kind !== 'info') void open().then(({ logger }) => logger[kind](fields, message));
  };
  return {
    request: opened && logsRequests ? (...request) => followRequest(opened.logger, ...request) : undefined,
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    async close() {
      await (await opening)?.end();
    },
  };
}

interface OpenLog {
  readonly logger: Logger;
  end(): Promise<void>;
}

async function openPino(level: LogLevel, file: string | undefined): Promise<OpenLog> {
  const { default: pino } = await import('pino');
  const dest = file === undefined ? 2 : openForAppending(file);
  const destination = pino.destination({ dest, sync: false });
  destination.on('error', () => {});
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination as DestinationStream);
  const end = (): Promise<void> =>
    new Promise((resolve) => {
      destination.once('close', resolve).once('error', resolve);
      destination.end();
    });
  return { logger, end };
}

/** Opened here, because pino reports a file that it cannot open a second time, when the process ends. */
function openForAppending(file: string): number {
  try {
    return openSync(file, 'a');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InterlockError('FILE_UNWRITABLE', `the log cannot be written: ${reason}`, { place: { file }, cause });
  }
}

function followRequest(logger: Logger, contract: string, method: string, response: ServerResponse): Seen {
  const start = performance.now();
  let operation: string | undefined;
  response.once('close', () => {
    const status = response.headersSent ? response.statusCode : undefined;
    const milliseconds = Math.round((performance.now() - start) * 100) / 100;
    const isWhole = response.writableFinished ? {} : { aborted: true };
    logger.info(
      {
        contract,
        ...(operation !== undefined && { operation }),
        method,
        ...(status !== undefined && { status }),
        milliseconds,
        ...isWhole,
      },
      'request',
    );
  });
  return (seen) => {
    operation = seen.operationId ?? seen.key;
  };
}
