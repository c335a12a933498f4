import { evaluate } from './expression.ts';
import type { Scope } from './expression.ts';
import { inFormOfPlace } from './computed-form.ts';
import type { MockState } from '../outcome.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { Resource } from '../resource-store.ts';
import { setAt } from '../set-at.ts';

/**
 * A resource with its computed fields as they follow from it. A field whose value leads nowhere stays as it is.
 *
 * @param scopeOf what expressions see of the resource as far as it is worked out
 */
export function computeFields(
  mock: Pick<MockState, 'compiled' | 'index'>,
  collection: CollectionModel,
  value: Resource,
  scopeOf: (resource: Resource) => Scope,
): Resource {
  const { contract } = mock.compiled;
  const { schema } = collection;
  let resource = value;
  for (const [pointer, expression] of mock.index.computedOf(collection)) {
    const scope = scopeOf(resource);
    const place = { contract, schema, resource, pointer };
    resource = setAt(resource, pointer, (current, part) =>
      inFormOfPlace(evaluate(expression, { ...scope, part }), { ...place, current }),
    ) as Resource;
  }
  return resource;
}
