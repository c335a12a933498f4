import { InterlockError } from '../../errors.ts';
import type { Contract } from '../../registry/contract/index.ts';
import { didYouMean } from '../../registry/workspace/index.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Condition, Expression } from './expression.ts';
import { matchTemplate, parentTemplate, positional } from './path-template.ts';
import type { CollectionModel, ResourceModel } from './resource-model.ts';
import { pointerTokens } from './value-at.ts';
import { listOf } from './transitions.ts';

/**
 * Judges rules, transitions, computed fields, emissions and latencies against the contract: operations, resources and fields must be there.
 *
 * @throws InterlockError WORKSPACE_INVALID with the place of the first fault in mock.yaml.
 */
export function checkBehaviour(contract: Contract, behaviour: Behaviour, model: ResourceModel): void {
  new BehaviourCheck(contract, behaviour, model).run();
}

class BehaviourCheck {
  private readonly behaviour: Behaviour;
  private readonly model: ResourceModel;
  private readonly operationIds: ReadonlyMap<string, string>;

  constructor(contract: Contract, behaviour: Behaviour, model: ResourceModel) {
    this.behaviour = behaviour;
    this.model = model;
    this.operationIds = new Map(
      contract.operations.flatMap((operation) =>
        operation.kind === 'http' && operation.operationId !== undefined ? [[operation.operationId, operation.path] as const] : [],
      ),
    );
  }

  run(): void {
    const { rules, transitions, computed, emits, latency } = this.behaviour;
    for (const [name, list] of Object.entries(rules)) {
      const at = `/rules/${escape(name)}`;
      const collection = this.collectionOf(this.operation(name, at));
      for (const [index, { require }] of list.entries()) this.condition(require, collection, `${at}/${index}/require`);
    }
    for (const [template, { field, moves }] of Object.entries(transitions)) {
      const at = `/transitions/${escape(template)}`;
      const collection = this.resource(template, at);
      this.field(field, collection, `${at}/field`);
      for (const [index, move] of moves.entries()) {
        for (const name of listOf(move.by)) this.operation(name, `${at}/moves/${index}/by`);
        for (const [pointer, value] of Object.entries(move.set ?? {})) {
          this.pointer(pointer, collection, `${at}/moves/${index}/set/${escape(pointer)}`);
          this.expression(value, collection, `${at}/moves/${index}/set/${escape(pointer)}`);
        }
      }
    }
    for (const [template, fields] of Object.entries(computed)) {
      const collection = this.resource(template, `/computed/${escape(template)}`);
      for (const [pointer, value] of Object.entries(fields)) {
        const at = `/computed/${escape(template)}/${escape(pointer)}`;
        this.pointer(pointer, collection, at);
        this.expression(value, collection, at);
      }
    }
    for (const [index, { on, when, payload, headers }] of emits.entries()) {
      for (const name of listOf(on)) {
        const collection = this.collectionOf(this.operation(name, `/emits/${index}/on`));
        if (when) this.condition(when, collection, `/emits/${index}/when`);
        this.expression(payload, collection, `/emits/${index}/payload`);
        for (const [header, value] of Object.entries(headers ?? {})) {
          this.expression(value, collection, `/emits/${index}/headers/${escape(header)}`);
        }
      }
    }
    for (const name of Object.keys(latency.operations ?? {})) this.operation(name, `/latency/operations/${escape(name)}`);
  }

  private condition(condition: Condition, collection: CollectionModel | undefined, at: string): void {
    for (const [key, value] of Object.entries(condition) as [string, unknown][]) {
      if (key === 'not') this.condition(value as Condition, collection, `${at}/not`);
      else if (key === 'all' || key === 'any') {
        for (const [index, one] of (value as readonly Condition[]).entries()) this.condition(one, collection, `${at}/${key}/${index}`);
      } else if (key === 'exists') this.exists(value as Exists, collection, `${at}/exists`);
      else if (key === 'present') this.expression(value as Expression, collection, `${at}/present`);
      else for (const [index, one] of (value as readonly Expression[]).entries()) this.expression(one, collection, `${at}/${key}/${index}`);
    }
  }

  private exists({ in: path, where }: Exists, collection: CollectionModel | undefined, at: string): void {
    const { collections } = this.model;
    const searched = collections.find(({ template }) => matchTemplate(template, path) !== undefined);
    const templates = collections.map(({ template }) => template);
    if (!searched) throw this.fault(`${at}/in`, `'${path}' is no collection that the mock keeps`, path, templates);
    for (const [field, value] of Object.entries(where)) {
      this.field(field, searched, `${at}/where/${escape(field)}`);
      this.expression(value, collection, `${at}/where/${escape(field)}`);
    }
  }

  private expression(expression: Expression, collection: CollectionModel | undefined, at: string): void {
    if (typeof expression === 'string') {
      if (expression.startsWith('/')) this.pointer(expression, collection, at);
      return;
    }
    if (typeof expression !== 'object' || expression === null) return;
    const heads = Object.keys(expression).filter((key) => !COMPANIONS.has(key));
    if (heads.length !== 1) {
      throw this.fault(at, `a value is one thing, not ${heads.length === 0 ? 'none' : heads.map((head) => `'${head}'`).join(' and ')}`);
    }
    for (const [key, value] of Object.entries<unknown>(expression)) this.operand(key, value, collection, `${at}/${key}`);
  }

  private operand(key: string, value: unknown, collection: CollectionModel | undefined, at: string): void {
    switch (key) {
      case 'before':
      case 'each':
        return this.pointer(String(value), collection, at);
      case 'of':
      case 'count':
      case 'otherwise':
        return this.expression(value as Expression, collection, at);
      case 'sum':
      case 'difference':
      case 'product':
        for (const [index, one] of [value].flat().entries()) {
          this.expression(one as Expression, collection, Array.isArray(value) ? `${at}/${index}` : at);
        }
        return;
      case 'object':
        for (const [name, one] of Object.entries(value as object)) this.expression(one as Expression, collection, `${at}/${escape(name)}`);
        return;
      case 'choose':
        for (const [index, { when, then }] of (value as readonly { when: Condition; then: Expression }[]).entries()) {
          this.condition(when, collection, `${at}/${index}/when`);
          this.expression(then, collection, `${at}/${index}/then`);
        }
        return;
      default:
    }
  }

  private operation(name: string, at: string): string {
    const path = this.operationIds.get(name);
    if (path !== undefined) return path;
    throw this.fault(at, `the contract has no operation '${name}'`, name, this.operationIds.keys());
  }

  /** The collection whose resource an operation's path is, or lies below; that of the view's resource for a view. */
  private collectionOf(path: string): CollectionModel | undefined {
    const view = Object.entries(this.behaviour.views).find(([template]) => positional(template) === positional(path))?.[1];
    const byTemplate = new Map(this.model.collections.map((collection) => [positional(collection.template), collection]));
    for (let part = positional(view?.of ?? path); part !== ''; part = parentTemplate(part)) {
      const found = byTemplate.get(part);
      if (found) return found;
    }
    return undefined;
  }

  private resource(template: string, at: string): CollectionModel {
    const collection = this.model.collections.find((one) => positional(one.template) === positional(parentTemplate(template)));
    if (collection) return collection;
    const known = this.model.collections.map((one) => one.itemTemplate ?? one.template);
    throw this.fault(at, `'${template}' is no resource that the mock keeps`, template, known);
  }

  private pointer(pointer: string, collection: CollectionModel | undefined, at: string): void {
    const [first] = pointerTokens(pointer);
    if (first !== undefined) this.field(first, collection, at);
  }

  private field(name: string, collection: CollectionModel | undefined, at: string): void {
    if (!collection || collection.properties.size === 0 || collection.properties.has(name)) return;
    throw this.fault(at, `'${collection.itemTemplate ?? collection.template}' has no field '${name}'`, name, collection.properties.keys());
  }

  private fault(pointer: string, message: string, given = '', known: Iterable<string> = []): InterlockError {
    return new InterlockError('WORKSPACE_INVALID', message + didYouMean(given, [...known]), { place: this.behaviour.locate(pointer) });
  }
}

type Exists = Extract<Condition, { exists: unknown }>['exists'];

/** Keys that only say more about another. */
const COMPANIONS = new Set(['of', 'at', 'decimals', 'otherwise', 'each']);

function escape(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
