export { addEngineTables } from './add-engine-tables.ts';
export { launchEngine } from './engine.ts';
export type { Engine, EngineOptions } from './engine.ts';
export { step } from './step.ts';
export type { StepRetry } from './step.ts';
export { retryWorkflow } from './retry-workflow.ts';
export { startWorkflow, workflow } from './workflow.ts';
export type { Workflow, WorkflowRun } from './workflow.ts';
