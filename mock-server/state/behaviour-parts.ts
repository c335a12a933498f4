import { InterlockError } from '../../errors.ts';
import { didYouMean } from '../../registry/workspace/index.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Condition, Expression } from './expression.ts';
import { matchTemplate, parentTemplate, positional } from './path-template.ts';
import type { CollectionModel, ResourceModel } from './resource-model.ts';
import { pointerTokens } from './value-at.ts';

/** Judges the parts of a behaviour file that name resources and fields; each check throws WORKSPACE_INVALID with the place of the fault. */
export class BehaviourParts {
  private readonly behaviour: Behaviour;
  private readonly model: ResourceModel;

  constructor(behaviour: Behaviour, model: ResourceModel) {
    this.behaviour = behaviour;
    this.model = model;
  }

  /** Every part of a condition on a resource of the collection, or on nothing. */
  condition(condition: Condition, collection: CollectionModel | undefined, at: string): void {
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
    const searched = this.collection(path, `${at}/in`);
    for (const [field, value] of Object.entries(where)) {
      this.field(field, searched, `${at}/where/${escape(field)}`);
      this.expression(value, collection, `${at}/where/${escape(field)}`);
    }
  }

  /** Every part of a value of a resource of the collection. */
  expression(expression: Expression, collection: CollectionModel | undefined, at: string): void {
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
      case 'sha256':
      case 'bytes':
      case 'uuid':
      case 'otherwise':
        return this.expression(value as Expression, collection, at);
      case 'sum':
      case 'difference':
      case 'product':
      case 'list':
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

  /** The collection of a resource, by its path template. */
  resource(template: string, at: string): CollectionModel {
    const collection = this.model.collections.find((one) => positional(one.template) === positional(parentTemplate(template)));
    if (collection) return collection;
    const known = this.model.collections.map((one) => one.itemTemplate ?? one.template);
    throw this.fault(at, `'${template}' is no resource that the mock keeps`, template, known);
  }

  /** The collection at a path. */
  collection(path: string, at: string): CollectionModel {
    const { collections } = this.model;
    const found = collections.find(({ template }) => matchTemplate(template, path) !== undefined);
    if (found) return found;
    const templates = collections.map(({ template }) => template);
    throw this.fault(at, `'${path}' is no collection that the mock keeps`, path, templates);
  }

  /** The first token of a pointer is a field of the collection. */
  pointer(pointer: string, collection: CollectionModel | undefined, at: string): void {
    const [first] = pointerTokens(pointer);
    if (first !== undefined) this.field(first, collection, at);
  }

  /** The collection has the field, or says nothing of its fields. */
  field(name: string, collection: CollectionModel | undefined, at: string): void {
    if (!collection || collection.properties.size === 0 || collection.properties.has(name)) return;
    throw this.fault(at, `'${collection.itemTemplate ?? collection.template}' has no field '${name}'`, name, collection.properties.keys());
  }

  /** A fault of the file, with its place. */
  fault(pointer: string, message: string, given = '', known: Iterable<string> = []): InterlockError {
    return new InterlockError('WORKSPACE_INVALID', message + didYouMean(given, [...known]), { place: this.behaviour.locate(pointer) });
  }
}

type Exists = Extract<Condition, { exists: unknown }>['exists'];

/** Keys that only say more about another. */
const COMPANIONS = new Set(['of', 'at', 'decimals', 'otherwise', 'each']);

/** A member's name as a token of a JSON pointer. */
export function escape(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
