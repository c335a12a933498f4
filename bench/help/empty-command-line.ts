import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the smallest command line that oclif makes: one command that does nothing, a manifest, nothing imported but oclif. Answers the
 * path of its script. The folder's node_modules must hold @oclif/core.
 */
export function writeEmptyCommandLine(folder: string): string {
  const pjson = { name: 'empty', version: '1.0.0', type: 'module', oclif: { bin: 'empty', commands: './commands' } };
  const command = {
    id: 'nothing',
    aliases: [],
    args: {},
    flags: {},
    hidden: false,
    hiddenAliases: [],
    isESM: true,
    relativePath: ['commands', 'nothing.js'],
    summary: 'Do nothing.',
    pluginName: 'empty',
    pluginType: 'core',
  };
  const script = join(folder, 'empty.js');
  mkdirSync(join(folder, 'commands'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(pjson));
  writeFileSync(join(folder, 'oclif.manifest.json'), JSON.stringify({ version: '1.0.0', commands: { nothing: command } }));
  writeFileSync(
    join(folder, 'commands', 'nothing.js'),
    "import { Command } from '@oclif/core/command';\nexport default class extends Command { async run() {} }\n",
  );
  writeFileSync(
    script,
    [
      "import { enableCompileCache } from 'node:module';",
      'enableCompileCache();',
      "const { execute } = await import('@oclif/core/execute');",
      'void execute({ dir: import.meta.url });',
      '',
    ].join('\n'),
  );
  return script;
}
