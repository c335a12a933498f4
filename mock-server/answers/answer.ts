import type { CompiledContract, HttpOperation, ResponseVerdict, Violation } from '../../registry/contract/index.ts';

/** A response that a mock is about to send. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType?: string;
  /** The body by value; undefined when there is none. */
  readonly value?: unknown;
}

/**
 * The first candidate that the contract permits and that `use` can do something with. With none, what is wrong with the first that was refused.
 */
export function firstPermitted<Result>(
  compiled: CompiledContract,
  operation: HttpOperation,
  candidates: Iterable<Answer>,
  use: (answer: Answer) => Result | undefined,
): { readonly result: Result } | { readonly violations: readonly Violation[]; readonly refused: Answer | undefined } {
  let refused: Refused | undefined;
  for (const answer of candidates) {
    const verdict = compiled.permitsResponse(operation, {
      status: answer.status,
      headers: headersOf(answer),
      ...(answer.value === undefined ? {} : { body: { value: answer.value } }),
    });
    const result = verdict.accepted ? use(answer) : undefined;
    if (result !== undefined) return { result };
    if (!verdict.accepted) refused ??= { verdict, answer };
  }
  return { violations: refused?.verdict.violations ?? [], refused: refused?.answer };
}

interface Refused {
  readonly verdict: Extract<ResponseVerdict, { accepted: false }>;
  readonly answer: Answer;
}

/** All headers of an answer, its media type among them. */
export function headersOf(answer: Answer): Readonly<Record<string, string>> {
  return answer.mediaType === undefined ? answer.headers : { ...answer.headers, 'content-type': answer.mediaType };
}
