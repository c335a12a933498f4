import type { Contract } from '../../contract/index.ts';
import { holds } from './evaluate.ts';
import { createExplainer } from './explain.ts';
import { Fixpoint } from './fixpoint.ts';
import { goalOf } from './goal.ts';
import { locate } from './located.ts';
import { NodeTable } from './nodes.ts';
import { RecursionNames } from './recursion.ts';
import { openSchemaView } from './schema-view.ts';
import type { Subsumption, SubsumptionEngine, SubsumptionOptions } from './subsumption.ts';

const HIDING = { request: 'readOnly', response: 'writeOnly', event: undefined } as const;

/**
 * Opens the comparison of two contracts: values flow from senders that hold the first to receivers that hold the second. Costs nothing
 * until asked.
 *
 * @example
 * const engine = createSubsumption(base, head, { direction: 'request' });
 * const verdict = engine.subsumes(baseBody, headBody);
 * if (verdict.answer === 'no') console.log(verdict.witness);
 */
export function createSubsumption(senders: Contract, receivers: Contract, options: SubsumptionOptions): SubsumptionEngine {
  const profile = options.profile ?? 'wire';
  const nodes = new NodeTable();
  const names = new RecursionNames();
  const hiding = HIDING[options.direction];
  const sending = openSchemaView(senders, { hiding, tolerant: false }, nodes, names);
  const receiving = openSchemaView(receivers, { hiding, tolerant: profile === 'tolerant-reader' }, nodes, names);
  const fixpoint = new Fixpoint(nodes, profile !== 'exact');
  const explainer = createExplainer(fixpoint.searching);

  return {
    subsumes(sender, receiver): Subsumption {
      const from = sending.nodeOf(sender);
      const to = receiving.nodeOf(receiver);
      if (from === to) return { answer: 'yes' };
      fixpoint.allow(options.budget);
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
      const from = sending.nodeOf(sender);
      const to = receiving.nodeOf(receiver);
      if (from === to) return 'yes';
      fixpoint.allow(options.budget);
      const status = fixpoint.solve(goalOf([from], [], [to]));
      return status.kind === 'none' ? 'yes' : status.kind === 'unsure' ? 'unknown' : 'no';
    },
    areIdentical: (sender, receiver) => sending.nodeOf(sender) === receiving.nodeOf(receiver),
    senderAccepts: (schema, value) => holds(sending.nodeOf(schema), value),
    receiverAccepts: (schema, value) => holds(receiving.nodeOf(schema), value),
  };
}
