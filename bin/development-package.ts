import { readFileSync } from 'node:fs';
import { packagePath } from '../package-root.ts';

/**
 * package.json with its commands and hooks read from the sources instead of the build. oclif is told so, because by itself it asks for
 * tsx or ts-node and otherwise falls back to dist in silence.
 */
export function developmentPackage(): object {
  const pjson = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { oclif: object };
  return {
    ...pjson,
    oclif: {
      ...pjson.oclif,
      commands: { strategy: 'pattern', target: './cli/commands', globPatterns: ['**/*.ts', '!**/*.test.ts'] },
      hooks: { command_not_found: './cli/hooks/command-not-found.ts' },
    },
  };
}
