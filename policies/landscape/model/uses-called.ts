import type { CallerCode, CodeCall, Landscape, OperationUse } from './landscape.ts';

/** The uses by which an application declares a call that its code makes; none when it doesn't. */
export function usesCalled({ dependencies }: Landscape, { caller }: CallerCode, { target, name }: CodeCall): readonly OperationUse[] {
  return dependencies
    .filter((dependency) => dependency.caller.id === caller.id && target !== undefined && dependency.target === target)
    .flatMap(({ uses }) => uses)
    .filter(
      (use) =>
        use.name === undefined || use.name === name || use.operations.some(({ operationId, key }) => operationId === name || key === name),
    );
}
