const files = new WeakMap<object, string>();

/** Notes which file a rule's function came from, as places print it. The first one stays. */
export function noteFunctionFile(ruleFunction: unknown, file: string): void {
  if (typeof ruleFunction === 'function' && !files.has(ruleFunction)) files.set(ruleFunction, file);
}

/** The file that a rule's function came from; undefined for Spectral's functions and ours. */
export function fileOfFunction(ruleFunction: unknown): string | undefined {
  return typeof ruleFunction === 'function' ? files.get(ruleFunction) : undefined;
}
