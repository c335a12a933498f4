import { DIALECTS, type Dialect } from '../schema/dialect.ts';

/**
 * The dialect of a `schemaFormat` (AsyncAPI 2.6 "Message Object", 3.0 "Multi Format Schema Object"): JSON Schema, OpenAPI and AsyncAPI
 * formats are read.
 *
 * @returns undefined for a format that is not read: Avro, Protocol Buffers, RAML.
 */
export function dialectOfSchemaFormat(schemaFormat: string): Dialect | undefined {
  const [type = '', ...parameters] = schemaFormat.toLowerCase().split(';');
  const version = parameters
    .map((parameter) => /^\s*version\s*=\s*"?([^"\s]+)"?\s*$/.exec(parameter)?.[1])
    .find((each) => each !== undefined);
  switch (type.trim().replace(/\+(?:json|yaml)$/, '')) {
    case 'application/vnd.aai.asyncapi':
      return DIALECTS.draft07;
    case 'application/vnd.oai.openapi':
      if (version?.startsWith('3.0')) return DIALECTS.openapi30;
      return version === undefined || /^3\.[12]/.test(version) ? DIALECTS.draft202012 : undefined;
    case 'application/schema':
      return jsonSchemaDialect(version);
    default:
      return undefined;
  }
}

function jsonSchemaDialect(version: string | undefined): Dialect | undefined {
  switch (version) {
    case undefined:
    case 'draft-07':
      return DIALECTS.draft07;
    case 'draft-06':
      return DIALECTS.draft06;
    case 'draft-04':
      return DIALECTS.draft04;
    case 'draft-2019-09':
    case '2019-09':
      return DIALECTS.draft201909;
    case 'draft-2020-12':
    case '2020-12':
      return DIALECTS.draft202012;
    default:
      return undefined;
  }
}
