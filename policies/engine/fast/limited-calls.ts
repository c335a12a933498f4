import type { IFunctionResult, Rule } from '@stoplight/spectral-core';
import { TimeLimitPassed, limitTime, limitWaiting } from './limit-time.ts';
import type { OnFailure } from './walked-rules.ts';

type RuleFunction = Rule['then'][number]['function'];
type Answer = ReturnType<RuleFunction>;
type Findings = readonly IFunctionResult[] | void;

/** The calls of one rule, made all at once when Spectral has walked the document: within the time that the rule may take. */
export interface LimitedCalls {
  /** A function in place of another: it notes what it is called with, and promises what the other one will find. */
  later(call: RuleFunction): RuleFunction;
}

interface Call {
  readonly run: () => Answer;
  readonly answer: (findings: Promise<Findings>) => void;
}

/** For a rule whose paths only Spectral can walk. A call that takes too long leaves the rule not checked; so does one that throws. */
export function createLimitedCalls(
  rule: Rule,
  { onFailure, ruleMilliseconds }: { readonly onFailure: OnFailure; readonly ruleMilliseconds: number },
): LimitedCalls {
  let waiting: Call[] = [];

  function answersOf(calls: readonly Call[]): readonly Answer[] {
    return calls.map(({ run }) => {
      try {
        return run();
      } catch (error) {
        return onFailure(rule, error);
      }
    });
  }

  function callAll(): void {
    const calls = waiting;
    waiting = [];
    try {
      const answers = limitTime(ruleMilliseconds, () => answersOf(calls));
      for (const [index, { answer }] of calls.entries()) answer(settle(answers[index]));
    } catch (error) {
      if (error instanceof TimeLimitPassed) onFailure(rule, error);
      for (const { answer } of calls) answer(error instanceof TimeLimitPassed ? Promise.resolve() : Promise.reject(error));
    }
  }

  async function settle(answer: Answer): Promise<Findings> {
    if (!(answer instanceof Promise)) return answer;
    return limitWaiting(ruleMilliseconds, answer as Promise<Findings>).catch((error: unknown) => onFailure(rule, error));
  }

  return {
    later: (call) => (value, options, context) => {
      if (waiting.length === 0) queueMicrotask(callAll);
      const at = { ...context, rule };
      const { promise, resolve } = Promise.withResolvers<Findings>();
      waiting.push({ run: () => call(value, options, at), answer: resolve });
      return promise as Answer;
    },
  };
}
