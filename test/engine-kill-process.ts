import { setTimeout } from 'node:timers/promises';
import { launchEngine, startWorkflow, step, workflow } from '../flows/engine/index.ts';
import { openDatabase } from '../storage/index.ts';

// The process that engine-kill.test.ts kills: arguments are the data directory, the template and the workflow ids.
const [directory, template, ...ids] = process.argv.slice(2);
const STEPS = [1, 2, 3, 4, 5];

const posting = workflow('posting', async (id: string) => {
  let sum = 0;
  for (const number of STEPS) sum += await step(`post ${number}`, () => post(id, number));
  return sum;
});

const database = await openDatabase({ directory: directory! }, { template: template! });
await database.pool.query('CREATE TABLE IF NOT EXISTS effect (key text PRIMARY KEY, amount integer NOT NULL)');
await database.pool.query('CREATE TABLE IF NOT EXISTS execution (id bigserial PRIMARY KEY, key text NOT NULL)');
const engine = await launchEngine(database, { name: 'kill-test', applicationVersion: '1' });
console.log(`resumed ${engine.resumedWorkflows.length}`);
const runs = await Promise.all(ids.map((id) => startWorkflow(posting, id, id)));
const sums = await Promise.all(runs.map((run) => run.result()));
await engine.shutdown();
await database.close();
console.log(`done ${sums.join(' ')}`);

/** An effect with an idempotency key, and a line before and after it, so that the test can kill between any two moments. */
async function post(id: string, number: number): Promise<number> {
  const key = `${id}/${number}`;
  await database.pool.query('INSERT INTO execution (key) VALUES ($1)', [key]);
  console.log(`execute ${key}`);
  await setTimeout(5);
  await database.pool.query('INSERT INTO effect VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [key, number]);
  console.log(`effect ${key}`);
  return number;
}
