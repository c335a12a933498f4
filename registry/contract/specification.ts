import { InterlockError } from '../../errors.ts';
import type { Specification } from './contract.ts';
import { isObject } from './load/is-object.ts';
import type { SourceDocument } from './load/source-document.ts';
import { describe } from './schema/keyword-fault.ts';

const READ = 'OpenAPI 3.0, 3.1 and 3.2 and AsyncAPI 2.0 to 2.6, 3.0 and 3.1 are read';

/**
 * The specification that a document declares.
 *
 * @throws SPECIFICATION_UNKNOWN, saying what is read and how an old document can be converted.
 */
export function specificationOf(document: SourceDocument): Specification {
  const { value } = document;
  const unknown = (detail: string, pointer: string) =>
    new InterlockError('SPECIFICATION_UNKNOWN', detail, { place: document.placeOf(pointer) });
  if (!isObject(value)) throw unknown(`the document must be an object with 'openapi' or 'asyncapi', not ${describe(value)}; ${READ}`, '');
  if (value['swagger'] !== undefined) {
    const convert = `convert it with 'npx swagger2openapi --outfile openapi.yaml ${document.file}' or 'npx api-spec-converter'`;
    throw unknown(`Swagger ${String(value['swagger'])} is not read; ${convert}`, '/swagger');
  }
  const format = value['openapi'] !== undefined ? 'openapi' : value['asyncapi'] !== undefined ? 'asyncapi' : undefined;
  if (!format) throw unknown(`the document declares neither 'openapi' nor 'asyncapi'; ${READ}`, '');
  const version = String(value[format]);
  const isRead = format === 'openapi' ? /^3\.[0-2](?:\.\d+)?(?:-.+)?$/ : /^(?:2\.[0-6]|3\.[01])(?:\.\d+)?(?:-.+)?$/;
  if (isRead.test(version)) return { format, version };
  const name = format === 'openapi' ? 'OpenAPI' : 'AsyncAPI';
  const convert = format === 'asyncapi' && version.startsWith('1.') ? `; convert it with 'npx @asyncapi/cli convert ${document.file}'` : '';
  throw unknown(`${name} ${describe(value[format])} is not read; ${READ}${convert}`, `/${format}`);
}
