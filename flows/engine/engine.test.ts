import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InterlockError } from '../../errors.ts';
import { packagePath } from '../../package-root.ts';
import { openDatabase } from '../../storage/index.ts';
import type { Database, DatabaseLocation } from '../../storage/index.ts';
import { fullTemplate, scratchFolder } from '../../test/database-template.ts';
import { missingPostgres, startPostgres } from '../../test/postgres.ts';
import type { PostgresServer } from '../../test/postgres.ts';
import { launchEngine, retryWorkflow, startWorkflow, step, workflow } from './index.ts';
import type { Engine } from './index.ts';

const executed: string[] = [];
const gates = new Map<string, () => void>();

const adding = workflow('test-adding', async (numbers: readonly bigint[]) => {
  let sum = 0n;
  for (const number of numbers) {
    sum += await step(`add ${number}`, async () => {
      executed.push(`add ${number}`);
      return number;
    });
  }
  return sum;
});

const refusing = workflow('test-refusing', async (file: string) => {
  await step('refuse', async () => {
    throw new InterlockError('EVENT_INVALID', 'the event has no payer', { place: { file, line: 3 } });
  });
});

const insisting = workflow('test-insisting', async (attempts: number) => {
  const fail = async (): Promise<void> => {
    executed.push('attempt');
    throw new InterlockError('TARGET_UNAVAILABLE', `attempt ${executed.filter((entry) => entry === 'attempt').length} failed`);
  };
  try {
    await step('insist', fail, {
      attempts,
      firstWaitSeconds: 0.001,
      isTransient: (error) => (error as InterlockError).code === 'TARGET_UNAVAILABLE',
    });
  } catch (error) {
    return { isExpected: error instanceof InterlockError, message: (error as Error).message };
  }
  return undefined;
});

const stumbling = workflow('test-stumbling', async (where: 'in a step' | 'between steps') => {
  const drawn = await step('draw', async () => {
    executed.push('draw');
    return executed.length;
  });
  if (where === 'between steps' && hurdles.has(where)) throw new Error('stumbled');
  await step('jump', async () => {
    if (hurdles.has(where)) throw new Error('stumbled');
  });
  return drawn;
});

const hurdles = new Set<string>();

const waiting = workflow('test-waiting', async (name: string) => {
  await step('before', async () => void executed.push(`${name} before`));
  await step('wait', () => new Promise<void>((resolve) => gates.set(name, resolve)));
  return `${name} done`;
});

const kinds = [
  { kind: 'embedded', skip: undefined },
  { kind: 'postgres', skip: missingPostgres },
] as const;

for (const { kind, skip } of kinds) {
  describe.skipIf(skip)(`the engine on ${kind}${skip ? ` (skipped: ${skip})` : ''}`, () => {
    const { folder, remove } = scratchFolder();
    let server: PostgresServer | undefined;
    let location: DatabaseLocation;
    let template: string;
    let database: Database;
    let engine: Engine;
    const launch = (applicationVersion: string): Promise<Engine> =>
      launchEngine(database, { name: 'engine-test', executorId: 'worker', applicationVersion });

    beforeAll(async () => {
      template = await fullTemplate();
      if (kind === 'postgres') server = await startPostgres();
      location = server ? { url: await server.createDatabase() } : { directory: folder };
      database = await openDatabase(location, { template });
      engine = await launch('1');
    }, 120_000);

    afterAll(async () => {
      await engine.shutdown();
      await database.close();
      server?.stop();
      remove();
    });

    it('executes the steps of a workflow once per id', async () => {
      executed.length = 0;
      const first = await startWorkflow(adding, 'sum', [1n, 2n, 3n]);
      expect(await first.result()).toBe(6n);
      expect(await (await startWorkflow(adding, 'sum', [100n])).result()).toBe(6n);
      expect(executed).toEqual(['add 1', 'add 2', 'add 3']);
    });

    it('gives an expected failure back as what it was, at once and when it is asked for again', async () => {
      for (let time = 0; time < 2; time += 1) {
        const error = await (await startWorkflow(refusing, 'refused', 'events.json')).result().catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(InterlockError);
        expect(error).toMatchObject({ code: 'EVENT_INVALID', detail: 'the event has no payer', place: { file: 'events.json', line: 3 } });
      }
    });

    it('tries a step again as told, and throws the last failure', async () => {
      executed.length = 0;
      expect(await (await startWorkflow(insisting, 'insist', 3)).result()).toEqual({ isExpected: true, message: 'attempt 3 failed' });
      expect(executed).toEqual(['attempt', 'attempt', 'attempt']);
    });

    it.each(['in a step', 'between steps'] as const)('takes up what failed %s, without the steps that were done', async (where) => {
      executed.length = 0;
      hurdles.add(where);
      await expect((await startWorkflow(stumbling, `${where}/1`, where)).result()).rejects.toThrow('stumbled');
      hurdles.delete(where);
      await database.pool.query(`UPDATE dbos.workflow_status SET application_version = 'former' WHERE workflow_uuid = $1`, [`${where}/1`]);
      const runs = await Promise.all([1, 2].map(() => retryWorkflow<number>(`${where}/1`, `${where}/2`)));
      expect(await Promise.all(runs.map(async (run) => run?.result()))).toEqual([1, 1]);
      expect(executed).toEqual(['draw']);
      expect(await retryWorkflow(`${where}/2`, `${where}/3`)).toBeUndefined();
      expect(await retryWorkflow(`${where}/none`, `${where}/3`)).toBeUndefined();
    });

    it('refuses a second engine, and workflows that come too late', async () => {
      await expect(launch('1')).rejects.toThrow('already runs in this process');
      expect(() => workflow('test-late', async () => undefined)).toThrow("workflow 'test-late' must be registered before");
    });

    it('runs many workflows at once', async () => {
      const runs = await Promise.all(Array.from({ length: 20 }, (_, index) => startWorkflow(adding, `many-${index}`, [BigInt(index), 1n])));
      expect(await Promise.all(runs.map((run) => run.result()))).toEqual(runs.map((_, index) => BigInt(index) + 1n));
    });

    it('resumes what a dead worker left, also one of another version, without the steps that were done', async () => {
      executed.length = 0;
      // As a process that was killed leaves them: started, the first step recorded, owned by an executor that is gone.
      await database.pool.query(`
        INSERT INTO dbos.workflow_status (workflow_uuid, status, name, executor_id, application_version, application_name, class_name, config_name, created_at, updated_at)
        SELECT 'left-' || version, 'PENDING', name, 'gone', version, application_name, class_name, config_name, created_at, updated_at
          FROM dbos.workflow_status, unnest(ARRAY['1', '0']) AS version WHERE workflow_uuid = 'sum'`);
      await database.pool.query(`
        INSERT INTO dbos.workflow_input (workflow_uuid, inputs)
        SELECT 'left-' || version, inputs FROM dbos.workflow_input, unnest(ARRAY['1', '0']) AS version WHERE workflow_uuid = 'sum'`);
      await database.pool.query(`
        INSERT INTO dbos.operation_outputs (workflow_uuid, function_id, function_name, output)
        SELECT 'left-' || version, function_id, function_name, output
          FROM dbos.operation_outputs, unnest(ARRAY['1', '0']) AS version WHERE workflow_uuid = 'sum' AND function_id = 0`);
      await engine.shutdown();
      engine = await launch('2');
      expect(engine.resumedWorkflows.map((run) => run.id).toSorted()).toEqual(['left-0', 'left-1']);
      await engine.awaitResumed();
      expect(await Promise.all(engine.resumedWorkflows.map((run) => run.result()))).toEqual([6n, 6n]);
      expect(executed.toSorted()).toEqual(['add 2', 'add 2', 'add 3', 'add 3']);
    });

    it('finds nothing to resume when all has ended', async () => {
      await engine.shutdown();
      engine = await launch('2');
      expect(engine.resumedWorkflows).toEqual([]);
    });

    if (kind === 'embedded') return;

    it('goes on with what a worker leaves that dies meanwhile', { timeout: 30_000 }, async () => {
      executed.length = 0;
      await database.pool.query(`
        INSERT INTO dbos.workflow_status (workflow_uuid, status, name, executor_id, application_version, application_name, class_name, config_name, created_at, updated_at)
        SELECT 'left-later', 'PENDING', name, 'gone', '2', application_name, class_name, config_name, created_at, updated_at
          FROM dbos.workflow_status WHERE workflow_uuid = 'sum'`);
      await database.pool.query(`
        INSERT INTO dbos.workflow_input (workflow_uuid, inputs) SELECT 'left-later', inputs FROM dbos.workflow_input WHERE workflow_uuid = 'sum'`);
      await database.pool.query(`
        INSERT INTO dbos.operation_outputs (workflow_uuid, function_id, function_name, output)
        SELECT 'left-later', function_id, function_name, output FROM dbos.operation_outputs WHERE workflow_uuid = 'sum' AND function_id = 0`);
      expect(await (await startWorkflow(adding, 'left-later', [1n, 2n, 3n])).result()).toBe(6n);
      expect(executed).toEqual(['add 2', 'add 3']);
    });

    it('leaves alone what a living worker runs', async () => {
      const run = await startWorkflow(waiting, 'slow', 'slow');
      const script = `
        import { openDatabase } from ${JSON.stringify(packagePath('storage', 'index.ts'))};
        import { launchEngine } from ${JSON.stringify(packagePath('flows', 'engine', 'index.ts'))};
        const database = await openDatabase(${JSON.stringify(location)});
        const engine = await launchEngine(database, { name: 'engine-test', applicationVersion: '3' });
        console.log(JSON.stringify(engine.resumedWorkflows.map((run) => run.id)));
        await engine.shutdown();
        await database.close();`;
      const other = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
      expect([other.stdout, other.stderr]).toEqual(['[]\n', '']);
      await expect.poll(() => gates.has('slow')).toBe(true);
      gates.get('slow')!();
      expect(await run.result()).toBe('slow done');
    });
  });
}

it('lets a process end by itself, in silence', async () => {
  const { folder, remove } = scratchFolder();
  const script = `
    import { openDatabase } from ${JSON.stringify(packagePath('storage', 'index.ts'))};
    import { launchEngine, startWorkflow, step, workflow } from ${JSON.stringify(packagePath('flows', 'engine', 'index.ts'))};
    const failing = workflow('failing', () => step('fail', async () => { throw new Error('account 4711 of Jane Doe'); }));
    const database = await openDatabase({ directory: process.argv[1] }, { template: process.argv[2] });
    const engine = await launchEngine(database, { name: 'engine-test', applicationVersion: '1' });
    await startWorkflow(failing, 'never-awaited', undefined);
    await engine.shutdown();
    await database.close();
    console.log(process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name.includes('Socket')).length);`;
  const args = ['--input-type=module', '-e', script, folder, await fullTemplate()];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 15_000 });
  remove();
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '0\n', stderr: '' });
}, 120_000);
