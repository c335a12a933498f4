import type { Contract, Schema } from '../../contract/index.ts';
import { holds } from './evaluate.ts';
import { goalOf } from './goal.ts';
import { locate } from './located.ts';
import { sends } from './sends.ts';
import { openSchemaSpace, type SchemaSpace } from './schema-space.ts';
import { NONE, type Status } from './status.ts';
import type { Subsumption, SubsumptionEngine, SubsumptionOptions } from './subsumption.ts';

/**
 * Opens the comparison of two contracts: values flow from senders that hold the first to receivers that hold the second. Costs nothing
 * until asked.
 *
 * @param space Shared by comparisons of the same contracts.
 *
 * @example
 * const engine = createSubsumption(base, head, { direction: 'request' });
 * const verdict = engine.subsumes(baseBody, headBody);
 * if (verdict.answer === 'no') console.log(verdict.witness);
 */
export function createSubsumption(
  senders: Contract,
  receivers: Contract,
  options: SubsumptionOptions,
  space: SchemaSpace = openSchemaSpace(),
): SubsumptionEngine {
  const profile = options.profile ?? 'wire';
  const sending = space.view(senders, options.direction, false);
  const receiving = space.view(receivers, options.direction, profile === 'tolerant-reader');
  const { fixpoint, explainer } = space.solver(profile !== 'exact');

  function solve(sender: Schema, receiver: Schema): Status {
    const from = sending.nodeOf(sender);
    const to = receiving.nodeOf(receiver);
    if (from === to) return NONE;
    space.allowance.begin();
    return fixpoint.solve(goalOf([from], [], [to]));
  }

  return {
    subsumes(sender, receiver): Subsumption {
      const from = sending.nodeOf(sender);
      const to = receiving.nodeOf(receiver);
      if (from === to) return { answer: 'yes' };
      space.allowance.begin();
      const goal = goalOf([from], [], [to]);
      const status = fixpoint.solve(goal);
      if (status.kind === 'none') return { answer: 'yes' };
      if (status.kind === 'unsure') return { answer: 'unknown', reason: status.reason };
      const confirm = (value: unknown) => holds(from, value) && !holds(to, value);
      const located = {
        goal,
        sender: locate(sending, [sending.rootOf(sender)]),
        receiver: locate(receiving, [receiving.rootOf(receiver)]),
      };
      const { failures, doubts } = explainer.explain(located, confirm);
      const [first] = failures;
      if (first) return { answer: 'no', witness: first.witness, failures, doubts };
      if (confirm(status.value)) {
        const failure = { pointer: '', keyword: '', witness: status.value };
        return { answer: 'no', witness: status.value, failures: [failure], doubts };
      }
      return { answer: 'unknown', reason: 'the value that was found is no witness' };
    },
    decide(sender, receiver) {
      const status = solve(sender, receiver);
      return status.kind === 'none' ? 'yes' : status.kind === 'unsure' ? 'unknown' : 'no';
    },
    valueBeyond(sender, receiver) {
      const status = solve(sender, receiver);
      return status.kind === 'found' ? { value: status.value } : undefined;
    },
    areIdentical: (sender, receiver) => sending.nodeOf(sender) === receiving.nodeOf(receiver),
    senderAccepts: (schema, value) => holds(sending.nodeOf(schema), value),
    receiverAccepts: (schema, value) => holds(receiving.nodeOf(schema), value),
    receiverDeclares: (schema, value) => sends([receiving.nodeOf(schema)], value),
  };
}
