#!/usr/bin/env node
import module from 'node:module';

if (Number.parseInt(process.versions.node) < 22) {
  process.stderr.write(
    `error  USAGE  Interlock runs on Node 22 or later, this is Node ${process.versions.node}; npx and npm run find the Node of a clone's npm ci\n`,
  );
  process.exitCode = 2;
} else {
  module.enableCompileCache?.();
  const { main } = await import('../dist/cli/main.js');
  void main(process.argv.slice(2));
}
