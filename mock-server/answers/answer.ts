import type { CompiledContract, HttpOperation, Violation } from '../../registry/contract/index.ts';

/** A response that a mock is about to send. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType?: string;
  /** The body by value; undefined when there is none. */
  readonly value?: unknown;
}

/** The first candidate that the contract permits, or what is wrong with the first candidate when it permits none. */
export function firstPermitted(
  compiled: CompiledContract,
  operation: HttpOperation,
  candidates: Iterable<Answer>,
): { readonly answer: Answer } | { readonly violations: readonly Violation[] } {
  let violations: readonly Violation[] | undefined;
  for (const answer of candidates) {
    const verdict = compiled.permitsResponse(operation, {
      status: answer.status,
      headers: headersOf(answer),
      ...(answer.value === undefined ? {} : { body: { value: answer.value } }),
    });
    if (verdict.accepted) return { answer };
    violations ??= verdict.violations;
  }
  return { violations: violations ?? [] };
}

/** All headers of an answer, its media type among them. */
export function headersOf(answer: Answer): Readonly<Record<string, string>> {
  return answer.mediaType === undefined ? answer.headers : { ...answer.headers, 'content-type': answer.mediaType };
}
