import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { packagePath } from '../../../package-root.ts';
import { consumerFiles } from './generated/consumer-files.ts';
import { DOMAINS } from './generated/domains.ts';
import { filesOf, folderOf, type PlannedContract } from './generated/planned-contract.ts';
import { randomFrom } from './generated/random.ts';
import { thingMaker } from './generated/thing.ts';
import { STREAM_SIZE, valueStream } from './generated/value-stream.ts';

/** How large a landscape to make, and which. */
export interface LandscapeRequest {
  /** How many contracts: a multiple of ten, at most 600. */
  readonly contracts: number;
  /** The same seed gives the same files. Default 1. */
  readonly seed?: number;
}

const RUNBOOK = '# Degraded procedure\n\nQueue what comes in, tell the owner, and send what was queued when the system is back.\n';

/**
 * A landscape of a hospital group: claims, billing, procurement, suppliers, finance and analytics, in streams of ten contracts each, OpenAPI
 * 3.0 and 3.1 and AsyncAPI 2.6 and 3.0, with consumers' files, mappings, canonical entities and conventions. No rule finds anything in it.
 * Every file by its path in the workspace.
 */
export async function generateLandscape({ contracts: size, seed = 1 }: LandscapeRequest): Promise<Readonly<Record<string, string>>> {
  if (size <= 0 || size % STREAM_SIZE !== 0) throw new Error(`a landscape has a multiple of ${STREAM_SIZE} contracts, not ${size}`);
  const random = randomFrom(seed);
  const makeThing = thingMaker(random);
  const references = new Map<string, PlannedContract>();
  const streams = Array.from({ length: size / STREAM_SIZE }, (_, index) => {
    const domain = DOMAINS[index % DOMAINS.length]!;
    const earlier = references.get(domain.name);
    const stream = valueStream({ domain, index: Math.floor(index / DOMAINS.length), random, makeThing, earlier });
    references.set(domain.name, stream.reference);
    return stream;
  });
  const all = streams.flatMap(({ contracts }) => contracts);
  const byId = new Map(all.map((contract) => [contract.id, contract]));
  const data = Object.assign({}, ...all.map(filesOf), ...streams.map((stream) => consumerFiles(stream, byId))) as Record<string, unknown>;
  return {
    'interlock.config.yaml': '',
    ...(await sharedFiles('canonical')),
    ...(await sharedFiles('conventions')),
    ...Object.fromEntries(all.map((contract) => [`${folderOf(contract)}/runbook.md`, RUNBOOK])),
    ...Object.fromEntries(
      Object.entries(data).map(([path, value]) => [path, dump(withoutUndefined(value), { lineWidth: 140, noRefs: true })]),
    ),
  };
}

/** Writes the files of a landscape below a folder. */
export async function writeLandscape(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Canonical entities and conventions are the shipped ones. */
async function sharedFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(packagePath('contracts', folder));
  const entries = names.map(async (name) => [
    `contracts/${folder}/${name}`,
    await readFile(packagePath('contracts', folder, name), 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, withoutUndefined(each)]])));
}
