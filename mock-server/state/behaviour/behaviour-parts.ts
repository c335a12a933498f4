import { InterlockError } from '../../../errors.ts';
import { escapePointerSegment, pointerSegments } from '../../../registry/contract/index.ts';
import type { Contract } from '../../../registry/contract/index.ts';
import { didYouMean } from '../../../registry/workspace/index.ts';
import type { Behaviour } from '../../behaviour.ts';
import type { Condition, Expression } from './expression.ts';
import { matchTemplate, parentTemplate, positional } from '../model/path-template.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { ResourceModel } from '../model/resource-model.ts';
import { schemasAt } from './schemas-at.ts';

/** Judges the parts of a behaviour file that name resources and fields; each check throws WORKSPACE_INVALID with the place of the fault. */
export class BehaviourParts {
  private readonly contract: Contract;
  private readonly behaviour: Behaviour;
  private readonly model: ResourceModel;

  constructor(contract: Contract, behaviour: Behaviour, model: ResourceModel) {
    this.contract = contract;
    this.behaviour = behaviour;
    this.model = model;
  }

  /** Every part of a condition on a resource of the collection, or on nothing. */
  condition(condition: Condition, collection: CollectionModel | undefined, at: string, part?: string): void {
    for (const [key, value] of Object.entries(condition) as [string, unknown][]) {
      if (key === 'not') this.condition(value as Condition, collection, `${at}/not`, part);
      else if (key === 'all' || key === 'any') {
        for (const [index, one] of (value as readonly Condition[]).entries())
          this.condition(one, collection, `${at}/${key}/${index}`, part);
      } else if (key === 'exists') this.exists(value as Exists, collection, `${at}/exists`, part);
      else if (key === 'present') this.expression(value as Expression, collection, `${at}/present`, part);
      else
        for (const [index, one] of (value as readonly Expression[]).entries())
          this.expression(one, collection, `${at}/${key}/${index}`, part);
    }
  }

  private exists({ in: path, where }: Exists, collection: CollectionModel | undefined, at: string, part: string | undefined): void {
    const searched = this.collection(path, `${at}/in`);
    for (const [field, value] of Object.entries(where)) {
      this.field(field, searched, `${at}/where/${escapePointerSegment(field)}`);
      this.expression(value, collection, `${at}/where/${escapePointerSegment(field)}`, part);
    }
  }

  /**
   * Every part of a value of a resource of the collection.
   *
   * @param part pointer of the part that `./` points into, where it is known
   */
  expression(expression: Expression, collection: CollectionModel | undefined, at: string, part?: string): void {
    if (typeof expression === 'string') {
      if (expression.startsWith('/')) this.pointer(expression, collection, at);
      else if (expression.startsWith('./') && part !== undefined) this.pointer(part + expression.slice(1), collection, at);
      return;
    }
    if (typeof expression !== 'object' || expression === null) return;
    const heads = Object.keys(expression).filter((key) => !COMPANIONS.has(key));
    if (heads.length !== 1) {
      throw this.fault(at, `a value is one thing, not ${heads.length === 0 ? 'none' : heads.map((head) => `'${head}'`).join(' and ')}`);
    }
    const within = 'each' in expression ? `${expression.each}/*` : part;
    for (const [key, value] of Object.entries<unknown>(expression)) this.operand(key, value, collection, `${at}/${key}`, within);
  }

  private operand(key: string, value: unknown, collection: CollectionModel | undefined, at: string, part: string | undefined): void {
    switch (key) {
      case 'before':
      case 'each':
        return this.pointer(String(value), collection, at);
      case 'parent':
        return this.pointer(String(value), collection && this.model.above(collection).at(-1), at);
      case 'of':
      case 'count':
      case 'sha256':
      case 'bytes':
      case 'uuid':
      case 'otherwise':
        return this.expression(value as Expression, collection, at, part);
      case 'sum':
      case 'difference':
      case 'product':
      case 'list':
        for (const [index, one] of [value].flat().entries()) {
          this.expression(one as Expression, collection, Array.isArray(value) ? `${at}/${index}` : at, part);
        }
        return;
      case 'object':
        for (const [name, one] of Object.entries(value as object))
          this.expression(one as Expression, collection, `${at}/${escapePointerSegment(name)}`, part);
        return;
      case 'choose':
        for (const [index, { when, then }] of (value as readonly { when: Condition; then: Expression }[]).entries()) {
          this.condition(when, collection, `${at}/${index}/when`, part);
          this.expression(then, collection, `${at}/${index}/then`, part);
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

  /** The collection's resources can have something at the pointer. */
  pointer(pointer: string, collection: CollectionModel | undefined, at: string): void {
    if (collection?.schema === undefined) return;
    const found = schemasAt(this.contract, [collection.schema], pointer);
    if (found.isDeclared) return;
    const { token, known } = found;
    const name = collection.itemTemplate ?? collection.template;
    if (token === '*') throw this.fault(at, `what '*' stands for in '${pointer}' of '${name}' is no list`);
    const where = pointerSegments(pointer).length > 1 ? `, which '${pointer}' leads through` : '';
    throw this.fault(at, `'${name}' has no field '${token}'${where}`, token, known);
  }

  /** The collection's resources can have the field. */
  field(name: string, collection: CollectionModel | undefined, at: string): void {
    this.pointer(`/${escapePointerSegment(name)}`, collection, at);
  }

  /** A fault of the file, with its place. */
  fault(pointer: string, message: string, given = '', known: Iterable<string> = []): InterlockError {
    return new InterlockError('WORKSPACE_INVALID', message + didYouMean(given, [...known]), { place: this.behaviour.locate(pointer) });
  }
}

type Exists = Extract<Condition, { exists: unknown }>['exists'];

/** Keys that only say more about another. */
const COMPANIONS = new Set(['of', 'at', 'decimals', 'otherwise', 'each']);
