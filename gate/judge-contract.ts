import { InterlockError } from '../errors.ts';
import { lintContract, lintContracts, type LintHelp, workspaceRulesets } from '../policies/index.ts';
import type { Contract, Finding, Specification } from '../registry/contract/index.ts';
import type { Workspace, WorkspaceContract } from '../registry/workspace/index.ts';

/** What was found of one contract by itself, or every reason why it could not be looked at. */
export type JudgedContract =
  | { readonly findings: readonly Finding[]; readonly measure: ContractMeasure }
  | { readonly failures: readonly InterlockError[] };

/** What a contract consists of. */
export interface ContractMeasure {
  readonly specification: Specification;
  /** How many operations were compiled, callbacks included. */
  readonly operations: number;
  /** How many event messages were compiled, replies included. */
  readonly messages: number;
}

/** Judges one contract of a workspace by itself. */
export type ContractJudge = (workspace: Workspace, contract: WorkspaceContract) => Promise<JudgedContract>;

/**
 * Reads a contract, compiles each operation and message, and lints it by the workspace's rulesets. A rule that breaks on one document leaves
 * that contract not checked, and the others alone. Throws what `workspaceRulesets` throws.
 */
export const judgeContract: ContractJudge = async (workspace, contract) => {
  const compiled = await compileWholly(contract);
  if ('failures' in compiled) return compiled;
  const rulesets = await workspaceRulesets(workspace);
  try {
    return { findings: await lintContract(workspace, contract, rulesets), measure: measureOf(compiled.contract) };
  } catch (error) {
    if (!(error instanceof InterlockError)) throw error;
    return { failures: [placed(error, contract)] };
  }
};

/** Judges contracts as `judgeContract` does, and lints all of a workspace at once, when the first of it is asked for. */
export function judgeTogether(help: LintHelp): ContractJudge {
  const linted = new Map<Workspace, ReturnType<typeof lintContracts>>();
  return async (workspace, contract) => {
    const linting = linted.get(workspace) ?? lintContracts(workspace, help);
    linted.set(workspace, linting);
    const judged = (await linting).get(contract.id)!;
    const compiled = await compileWholly(contract);
    if ('failures' in compiled) return compiled;
    if (judged instanceof InterlockError) return { failures: [placed(judged, contract)] };
    return { findings: judged.value.findings, measure: measureOf(compiled.contract) };
  };
}

function placed(error: InterlockError, { document }: WorkspaceContract): InterlockError {
  return new InterlockError(error.code, error.detail, { place: error.place ?? { file: document }, cause: error });
}

async function compileWholly(contract: WorkspaceContract): Promise<{ contract: Contract } | { failures: readonly InterlockError[] }> {
  try {
    const compiled = await contract.compile();
    const failures = compiled.compileAll();
    return failures.length > 0 ? { failures } : { contract: compiled.contract };
  } catch (error) {
    if (error instanceof InterlockError) return { failures: [error] };
    throw error;
  }
}

function measureOf({ specification, operations }: Contract): ContractMeasure {
  const callbacks = operations.flatMap((operation) => (operation.kind === 'http' ? operation.callbacks : []));
  const messages = operations.flatMap((operation) =>
    operation.kind === 'event' ? [operation.messages, operation.reply?.messages ?? []] : [],
  );
  return { specification, operations: operations.length + callbacks.length, messages: messages.flat().length };
}
