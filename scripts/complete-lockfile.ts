import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../package-root.ts';
import { LOCKED_FOLDERS, type LockedPackage, missingOptionalPackages, readLockfile } from './lockfile.ts';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

// Run after npm install: puts back the packages of other platforms that npm dropped from package-lock.json.
for (const folder of LOCKED_FOLDERS) complete(folder);

function complete(folder: string): void {
  const lockfile = readLockfile(folder);
  const added = missingOptionalPackages(lockfile).map((missing) => [`node_modules/${missing.name}`, entryOf(missing)] as const);
  const { '': root, ...packages } = { ...lockfile.packages, ...Object.fromEntries(added) };
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(
    packagePath(folder, 'package-lock.json'),
    `${JSON.stringify({ ...lockfile, packages: { '': root, ...Object.fromEntries(sorted) } }, null, 2)}\n`,
  );
  console.log(`${join(folder, 'package-lock.json')}: ${added.length} added`);
}

/** A platform's package says in its name what it is for: `binding-linux-arm64-musl`. */
function entryOf({ name, version, dev }: { name: string; version: string; dev: boolean }): LockedPackage {
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name}: '${version}' is no exact version`);
  const words = name.split(/[/-]/).map((word) => (word === 'windows' ? 'win32' : word));
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name}: which platform is that?`);
  const libc = words.flatMap((word) => (word.startsWith('musl') ? ['musl'] : word.startsWith('gnu') && os[0] === 'linux' ? ['glibc'] : []));
  return { version, cpu, ...(dev && { dev }), ...(libc.length > 0 && { libc }), optional: true, os };
}
