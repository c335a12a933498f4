import type { Server } from '../../contract/index.ts';
import { equalJson } from '../equal-json.ts';
import { membersOf, showBinding, weightOfBinding } from './binding-members.ts';
import type { Draft } from './draft.ts';

/** Compares the bindings of a server: how clients connect and keep their connection. No message is rejected for them. */
export function compareServerBindings(base: Server, head: Server): readonly Draft[] {
  const protocols = [...new Set([...Object.keys(base.bindings), ...Object.keys(head.bindings)])];
  return protocols.flatMap((protocol) => {
    const [before, after] = [membersOf(protocol, base.bindings[protocol]), membersOf(protocol, head.bindings[protocol])];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((member): readonly Draft[] => {
      const [from, to] = [before.get(member), after.get(member)];
      if (weightOfBinding(protocol, member) === 'unseen' || equalJson(from ?? null, to ?? null)) return [];
      return [
        {
          ruleId: 'binding-changed',
          weight: 'warns',
          direction: 'publish',
          base: base.location,
          head: head.location,
          root: `${base.url} ${protocol} ${member}`,
          message: `${protocol} ${member} was ${showBinding(from)} and is ${showBinding(to)}`,
          facts: { protocol, member, from: from ?? null, to: to ?? null },
        },
      ];
    });
  });
}
