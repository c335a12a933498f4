import type { CollectionModel } from './collection-model.ts';
import { idText } from './path-template.ts';
import { textOf } from '../text-of.ts';
import type { Resource } from '../resource-store.ts';

type Keyed = Pick<CollectionModel, 'keys' | 'isSingleton'>;

/** The id of a resource by its fields; undefined when none hold it, or one of them is missing. A resource that is alone has the id ''. */
export function idOf({ keys, isSingleton }: Keyed, value: Resource): string | undefined {
  if (isSingleton) return '';
  const [key] = keys;
  if (key && keys.length === 1)
    return Object.hasOwn(value, key.field) && value[key.field] !== undefined ? textOf(value[key.field]) : undefined;
  return keys.length === 0 ? undefined : idText(keys.map(({ field }) => field).join(','), value);
}

/** The fields of a resource that the parameters of its path say. */
export function keyInPath({ keys }: Keyed, parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const said = keys.flatMap(({ field, parameter }) => {
    const value = parameter !== undefined && Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined;
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(said);
}

/** True for a field that identifies the resource. */
export function isKey({ keys }: Keyed, name: string): boolean {
  return keys.some(({ field }) => field === name);
}

/** Names of the fields that identify a resource, as a person reads them: `orderId`, `year and document`. */
export function namesOfKey({ keys }: Keyed): string {
  return keys.length === 0 ? 'id' : keys.map(({ field }) => field).join(' and ');
}
