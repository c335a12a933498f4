import type { RulesetFunction } from '@stoplight/spectral-core';
import { type DocumentOperation, httpOperations, operationParameters } from '../documents/http-operations.ts';
import { isMembers, membersOf } from '../documents/members.ts';
import { isMoneyName } from '../documents/money-name.ts';
import { namedSchemas } from '../documents/named-schemas.ts';

/**
 * A POST that moves money requires the header `Idempotency-Key`. It moves money when its request body has an amount anywhere;
 * `x-moves-money: true | false` on the operation says so where the body doesn't show it, or shows it wrongly.
 */
export const idempotencyKey: RulesetFunction = (document) =>
  httpOperations(document)
    .filter((candidate) => candidate.method === 'post' && movesMoney(candidate))
    .flatMap((candidate) => {
      const name = `POST ${candidate.path}`;
      const key = operationParameters(candidate).find(
        ({ parameter }) => parameter['in'] === 'header' && String(parameter['name']).toLowerCase() === 'idempotency-key',
      );
      if (!key)
        return [
          { message: `${name} moves money and takes no Idempotency-Key: a retry would move it twice`, path: [...candidate.location] },
        ];
      if (key.parameter['required'] === true) return [];
      return [{ message: `${name} moves money, so its Idempotency-Key must be required`, path: [...key.location] }];
    });

function movesMoney({ operation }: DocumentOperation): boolean {
  if (typeof operation['x-moves-money'] === 'boolean') return operation['x-moves-money'];
  const body = operation['requestBody'];
  const schemas = membersOf(isMembers(body) ? body['content'] : undefined).map(([, mediaType]) => mediaType);
  return schemas.some((mediaType) =>
    [...namedSchemas(isMembers(mediaType) ? mediaType['schema'] : undefined)].some(({ name }) => isMoneyName(name)),
  );
}
