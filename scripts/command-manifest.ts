import { Plugin } from '@oclif/core/config';
import type { Command } from '@oclif/core/command';
import { packagePath } from '../package-root.ts';

/** What oclif knows about the commands without loading them: `oclif.manifest.json`. */
export interface CommandManifest {
  readonly version: string;
  readonly commands: Readonly<Record<string, Command.Cached>>;
}

/**
 * Loads every command and describes it, from the build that package.json names, or from the place that another `package.json` value names.
 * A command that does not load fails the call.
 */
export async function readCommandManifest(pjson?: object): Promise<CommandManifest> {
  const plugin = new Plugin({
    root: packagePath(),
    type: 'core',
    isRoot: true,
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
    ...(pjson && { pjson }),
  } as ConstructorParameters<typeof Plugin>[0]);
  await plugin.load();
  return plugin.manifest;
}
