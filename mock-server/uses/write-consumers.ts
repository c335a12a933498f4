import { constants } from 'node:fs';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { InterlockError } from '../../errors.ts';
import type { Consumer } from '../../registry/workspace/index.ts';

const RECORDED = '# Recorded by interlock mock --record:';

const HEAD = `${RECORDED} what was seen, and what the application could have read of what it got.
# What was not seen is not in here. Say who owns the application, add what the recording missed, and take these lines away:
# a file that no longer begins with them is not written over.
`;

/** Writes a consumer as a file of `contracts/consumers`. */
function consumerFile(consumer: Consumer): string {
  return HEAD + dump(consumer, { schema: CORE_SCHEMA, noRefs: true, lineWidth: 130 });
}

/**
 * Makes the folder that a recording will be written to, so that what keeps it from being written is told before there is one.
 *
 * @throws InterlockError FILE_UNWRITABLE
 */
export async function prepareRecording(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

/**
 * Writes a file for each application, `<folder>/<id>.yaml`. A file that is there and was not recorded is somebody's work: then the recording is
 * `<id>.yaml.recorded` beside it, which nothing reads. What a file that is there says of the application itself, its owner and title, say, stays.
 *
 * @returns paths of what was written, in order
 * @throws InterlockError FILE_UNWRITABLE
 */
export async function writeConsumers(folder: string, consumers: readonly Consumer[]): Promise<readonly string[]> {
  await prepareRecording(folder);
  const written: string[] = [];
  try {
    for (const consumer of consumers) {
      const path = join(folder, `${consumer.id}.yaml`);
      const there = await readFile(path, 'utf8').catch(() => undefined);
      const at = there === undefined || there.startsWith(RECORDED) ? path : `${path}.recorded`;
      await writeFile(at, consumerFile({ ...consumer, ...(there !== undefined && knownOf(there)), uses: consumer.uses }));
      written.push(at);
    }
  } catch (cause) {
    throw unwritable(folder, cause);
  }
  return written;
}

function unwritable(folder: string, cause: unknown): InterlockError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new InterlockError('FILE_UNWRITABLE', `what applications used cannot be written: ${reason}`, { place: { file: folder }, cause });
}

/** What an earlier file says of the application, not of what it uses; nothing of one that cannot be read. */
function knownOf(text: string): Partial<Consumer> {
  try {
    const { id: _, uses: _uses, ...known } = load(text, { schema: CORE_SCHEMA }) as Consumer;
    return known;
  } catch {
    return {};
  }
}
