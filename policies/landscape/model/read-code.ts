import { posix } from 'node:path';
import { InterlockError, type Place } from '../../../errors.ts';
import type { FileTree } from '../../../registry/contract/index.ts';
import type { ConsumerFile } from '../../../registry/workspace/index.ts';
import { type CodeFile, type CodeSpot, readCodeFile } from '../code/read-code-file.ts';
import type { CallerCode, CodeCall, Member, Party } from './landscape.ts';

const CODE = /\.[cm]?[jt]sx?$/;
const NO_PRODUCT = /\.d\.[cm]?ts$|\.(?:test|spec)\.[cm]?[jt]sx?$/;

/** The calls in the code of applications that say where theirs is. Tests and declarations are not read, nor what can't be. */
export async function readCode(
  tree: FileTree,
  files: readonly ConsumerFile[],
  members: readonly Member[],
  partyOf: (id: string) => Party,
): Promise<readonly CallerCode[]> {
  const known = new Map<string, Promise<CodeFile | undefined>>();
  const read = (path: string) => {
    const reading = known.get(path) ?? readFile(tree, path);
    known.set(path, reading);
    return reading;
  };
  const found: CallerCode[] = [];
  for (const { consumer, locate } of files) {
    if (!consumer.code) continue;
    const paths = await Promise.all(consumer.code.map((path) => codePaths(tree, path)));
    const all = [...new Set(paths.flat())];
    const own = await Promise.all(all.map(async (path) => ({ path, file: await read(path) })));
    const place = (path: string) => (spot: CodeSpot) => ({ name: spot.name, place: placeOf(tree, path, spot) });
    found.push({
      caller: partyOf(consumer.id),
      calls: firstCalls((await Promise.all(own.map(({ path, file }) => callsIn(tree, path, file, read, members)))).flat()),
      requests: own.flatMap(({ path, file }) => (file && !file.generated ? file.requests.map(place(path)) : [])),
      missing: consumer.code.flatMap((path, index) => (paths[index]!.length > 0 ? [] : [{ path, place: locate(`/code/${index}`) }])),
      place: locate('/code'),
    });
  }
  return found;
}

async function codePaths(tree: FileTree, path: string): Promise<readonly string[]> {
  const at = path.replace(/\/+$/, '');
  if (CODE.test(at)) return (await readFile(tree, at)) ? [at] : [];
  return (await tree.list(at)).filter((each) => CODE.test(each) && !NO_PRODUCT.test(each));
}

async function readFile(tree: FileTree, path: string): Promise<CodeFile | undefined> {
  try {
    const bytes = await tree.read(path);
    return bytes && readCodeFile(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof InterlockError) return undefined;
    throw error;
  }
}

/** Methods of the generated clients that a file imports, where it calls one of that name on anything. */
async function callsIn(
  tree: FileTree,
  path: string,
  file: CodeFile | undefined,
  read: (path: string) => Promise<CodeFile | undefined>,
  members: readonly Member[],
): Promise<readonly CodeCall[]> {
  const clients = await Promise.all(
    (file?.generated ? [] : (file?.imports ?? [])).map(async (specifier) => {
      const at = posix.join(posix.dirname(path), specifier);
      const own = (await read(at)) ? at : at.replace(/\.([cm]?)js$/, '.$1ts');
      return { at: own, generated: (await read(own))?.generated };
    }),
  );
  return clients.flatMap(({ at, generated }) => {
    if (!generated) return [];
    const { title, version, operations } = generated;
    const common = {
      generatedFrom: `${title} ${version}`,
      client: placeOf(tree, at, { line: 1, column: 1 }),
      target: memberOf(title, at, members),
    };
    return file!.methodCalls.flatMap((spot): readonly CodeCall[] => {
      const name = operations.get(spot.name);
      return name === undefined ? [] : [{ ...common, name, place: placeOf(tree, path, spot) }];
    });
  });
}

/** The contract of a title; of several, or none any more, the one that the client's file is called after: `general-ledger.gen.ts`. */
function memberOf(title: string, path: string, members: readonly Member[]): Member | undefined {
  const titled = members.filter(({ contract }) => contract?.title.split(/\s+/).join(' ') === title);
  const id = posix.basename(path).split('.')[0];
  return titled.length === 1 ? titled[0] : ((titled.length > 1 ? titled : members).find((member) => member.id === id) ?? titled[0]);
}

function firstCalls(calls: readonly CodeCall[]): readonly CodeCall[] {
  return [...Map.groupBy(calls, ({ client, name }) => `${client.file} ${name}`).values()].map(([first]) => first!);
}

function placeOf(tree: FileTree, path: string, { line, column }: Omit<CodeSpot, 'name'>): Place {
  return { file: tree.label + path, line, column };
}
