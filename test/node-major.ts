import { readFileSync } from 'node:fs';

/**
 * Vitest global setup: fails the run at once when it is not on the Node major that the `node` devDependency pins, because a run on
 * another major proves nothing about the one that ships.
 */
export function setup(): void {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: { node: string } };
  const wanted = /\d+/.exec(devDependencies.node)?.[0];
  const running = process.versions.node.split('.')[0];
  if (running !== wanted) {
    throw new Error(
      `tests run on Node ${wanted}, this is Node ${process.versions.node}: use npm test or npx vitest, which find the installed one`,
    );
  }
}
