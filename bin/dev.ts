#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { main } from '../cli/main.ts';
import { packagePath } from '../package-root.ts';

// Runs the commands from the sources: oclif would otherwise ask for tsx or fall back to dist.
const pjson = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { oclif: object };
const oclif = {
  ...pjson.oclif,
  commands: { strategy: 'pattern', target: './cli/commands', globPatterns: ['**/*.ts', '!**/*.test.ts'] },
  hooks: { command_not_found: './cli/hooks/command-not-found.ts' },
};
void main(process.argv.slice(2), { pjson: { ...pjson, oclif }, ignoreManifest: true });
