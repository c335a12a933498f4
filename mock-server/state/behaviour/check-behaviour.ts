import { escapePointerSegment } from '../../../registry/contract/index.ts';
import type { Contract } from '../../../registry/contract/index.ts';
import type { Behaviour, Delay, Emission, Making, Reception, Transitions } from '../../behaviour.ts';
import { BehaviourParts } from './behaviour-parts.ts';
import { orderComputed } from './computed-order.ts';
import { parentTemplate, positional } from '../model/path-template.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { ResourceModel } from '../model/resource-model.ts';
import { isArrival, listOf } from './arrivals.ts';

/**
 * Judges rules, transitions, computed fields, emissions, receptions, creations and latencies against the contract: operations, resources and
 * fields must be there.
 *
 * @throws InterlockError WORKSPACE_INVALID with the place of the first fault in mock.yaml.
 */
export function checkBehaviour(contract: Contract, behaviour: Behaviour, model: ResourceModel): void {
  new BehaviourCheck(contract, behaviour, model).run();
}

class BehaviourCheck {
  private readonly behaviour: Behaviour;
  private readonly model: ResourceModel;
  private readonly parts: BehaviourParts;
  private readonly operationIds: ReadonlyMap<string, string>;

  constructor(contract: Contract, behaviour: Behaviour, model: ResourceModel) {
    this.behaviour = behaviour;
    this.model = model;
    this.parts = new BehaviourParts(contract, behaviour, model);
    this.operationIds = new Map(
      contract.operations.flatMap((operation) =>
        operation.kind === 'http' && operation.operationId !== undefined ? [[operation.operationId, operation.path] as const] : [],
      ),
    );
  }

  run(): void {
    const { rules, transitions, computed, emits, receives, creates, latency } = this.behaviour;
    const { parts } = this;
    for (const [name, list] of Object.entries(rules)) {
      const at = `/rules/${escapePointerSegment(name)}`;
      const collection = this.collectionOf(name, at);
      for (const [index, { require }] of list.entries()) parts.condition(require, collection, `${at}/${index}/require`);
    }
    for (const [template, one] of Object.entries(transitions))
      this.transitions(template, one, `/transitions/${escapePointerSegment(template)}`);
    for (const [template, fields] of Object.entries(computed)) {
      const collection = parts.resource(template, `/computed/${escapePointerSegment(template)}`);
      for (const [pointer, value] of Object.entries(fields)) {
        const at = `/computed/${escapePointerSegment(template)}/${escapePointerSegment(pointer)}`;
        parts.pointer(pointer, collection, at);
        parts.expression(value, collection, at, pointer.slice(0, pointer.lastIndexOf('/')));
      }
      const { cycle } = orderComputed(Object.entries(fields));
      if (!cycle) continue;
      throw parts.fault(
        `/computed/${escapePointerSegment(template)}/${escapePointerSegment(cycle[0] ?? '')}`,
        `these are worked out of each other: ${cycle.join(', ')}`,
      );
    }
    for (const [index, emission] of emits.entries()) this.emission(emission, `/emits/${index}`);
    for (const [index, reception] of receives.entries()) this.reception(reception, `/receives/${index}`);
    for (const [name, making] of Object.entries(creates)) {
      this.operation(name, `/creates/${escapePointerSegment(name)}`);
      this.making(making, `/creates/${escapePointerSegment(name)}`);
    }
    this.delay(latency.default, '/latency/default');
    for (const [name, delay] of Object.entries(latency.operations ?? {})) {
      this.operation(name, `/latency/operations/${escapePointerSegment(name)}`);
      this.delay(delay, `/latency/operations/${escapePointerSegment(name)}`);
    }
  }

  private delay(delay: Delay | undefined, at: string): void {
    if (typeof delay !== 'object' || delay.min <= delay.max) return;
    throw this.parts.fault(`${at}/min`, `a delay of at least ${delay.min} cannot be one of at most ${delay.max}`);
  }

  private transitions(template: string, { field, moves }: Transitions, at: string): void {
    const collection = this.parts.resource(template, at);
    this.parts.field(field, collection, `${at}/field`);
    for (const [index, move] of moves.entries()) {
      for (const name of listOf(move.by)) this.operation(name, `${at}/moves/${index}/by`);
      for (const [pointer, value] of Object.entries(move.set ?? {})) {
        this.parts.pointer(pointer, collection, `${at}/moves/${index}/set/${escapePointerSegment(pointer)}`);
        this.parts.expression(value, collection, `${at}/moves/${index}/set/${escapePointerSegment(pointer)}`);
      }
    }
  }

  private emission({ on, when, payload, headers }: Emission, at: string): void {
    const collections = isArrival(on)
      ? [this.arrival(on.resource, listOf(on.to), `${at}/on`)]
      : listOf(on).map((name) => this.collectionOf(name, `${at}/on`));
    for (const collection of collections) {
      if (when) this.parts.condition(when, collection, `${at}/when`);
      this.parts.expression(payload, collection, `${at}/payload`);
      for (const [header, value] of Object.entries(headers ?? {})) {
        this.parts.expression(value, collection, `${at}/headers/${escapePointerSegment(header)}`);
      }
    }
  }

  /** The states that a resource can come to are those that its transitions name. */
  private arrival(template: string, states: readonly string[], at: string): CollectionModel {
    const collection = this.parts.resource(template, `${at}/resource`);
    const found = Object.entries(this.behaviour.transitions).find(([one]) => positional(one) === positional(template))?.[1];
    if (!found)
      throw this.parts.fault(`${at}/resource`, `'${template}' has no transitions`, template, Object.keys(this.behaviour.transitions));
    const known = [...listOf(found.initial), ...found.moves.map(({ to }) => to)];
    const unknown = states.find((state) => !known.includes(state));
    if (unknown === undefined) return collection;
    throw this.parts.fault(`${at}/to`, `no move of '${template}' leads to '${unknown}'`, unknown, known);
  }

  private reception(reception: Reception, at: string): void {
    if ('create' in reception === 'change' in reception) {
      throw this.parts.fault(at, "a message either creates a resource ('create') or changes some ('change')");
    }
    if ('create' in reception) {
      this.making(reception, at);
      if (reception.when) this.parts.condition(reception.when, undefined, `${at}/when`);
      return;
    }
    const collection = this.parts.resource(reception.change, `${at}/change`);
    if (reception.when) this.parts.condition(reception.when, collection, `${at}/when`);
    for (const field of Object.keys(reception.match)) this.parts.field(field, collection, `${at}/match/${escapePointerSegment(field)}`);
    for (const [pointer, value] of Object.entries(reception.set)) {
      this.parts.pointer(pointer, collection, `${at}/set/${escapePointerSegment(pointer)}`);
      this.parts.expression(value, collection, `${at}/set/${escapePointerSegment(pointer)}`);
    }
  }

  private making({ create, value }: Making, at: string): void {
    const collection = this.parts.collection(create, `${at}/create`);
    if (typeof value !== 'object' || value === null) throw this.parts.fault(`${at}/value`, 'a resource is an object of values');
    this.parts.expression(value, undefined, `${at}/value`);
    if (!('object' in value)) return;
    for (const field of Object.keys(value.object)) this.parts.field(field, collection, `${at}/value/object/${escapePointerSegment(field)}`);
  }

  private operation(name: string, at: string): string {
    const path = this.operationIds.get(name);
    if (path !== undefined) return path;
    throw this.parts.fault(at, `the contract has no operation '${name}'`, name, this.operationIds.keys());
  }

  /** The collection that an operation makes a resource in, or whose resource its path is or lies below; that of the view's resource for a view. */
  private collectionOf(name: string, at: string): CollectionModel | undefined {
    const path = this.operation(name, at);
    const making = Object.hasOwn(this.behaviour.creates, name) ? this.behaviour.creates[name] : undefined;
    if (making) return this.parts.collection(making.create, `/creates/${escapePointerSegment(name)}/create`);
    const view = Object.entries(this.behaviour.views).find(([template]) => positional(template) === positional(path))?.[1];
    const byTemplate = new Map(this.model.collections.map((collection) => [positional(collection.template), collection]));
    for (let part = positional(view?.of ?? path); part !== ''; part = parentTemplate(part)) {
      const found = byTemplate.get(part);
      if (found) return found;
    }
    return undefined;
  }
}
