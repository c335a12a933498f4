import type { HttpOperation, Parameter } from '../../registry/contract/index.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * Writes path and query of a request below the contract's base path, by each parameter's style (OpenAPI 3.1 §4.8.12.4). Undefined members are left
 * out; query members that the operation does not declare are written like exploded form parameters.
 */
export function writeUrl(operation: HttpOperation, path: Values, query: Values): string {
  const declared = (name: string, where: Parameter['in']): Parameter | undefined =>
    operation.parameters.find((parameter) => parameter.in === where && parameter.name === name);
  const written = operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => writePathValue(name, path[name], declared(name, 'path')));
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : writeQueryValue(name, value, declared(name, 'query')),
  );
  return pairs.length === 0 ? written : `${written}?${pairs.join('&')}`;
}

function writePathValue(name: string, value: unknown, parameter: Parameter | undefined): string {
  const explode = parameter?.explode ?? false;
  const parts = partsOf(value, explode);
  switch (parameter?.style) {
    case 'label':
      return `.${parts.join(explode ? '.' : ',')}`;
    case 'matrix':
      if (Array.isArray(value) && explode) return value.map((item) => `;${encode(name)}=${encode(item)}`).join('');
      return isRecord(value) && explode ? `;${parts.join(';')}` : `;${encode(name)}=${parts.join(',')}`;
    default:
      return parts.join(',');
  }
}

function writeQueryValue(name: string, value: unknown, parameter: Parameter | undefined): readonly string[] {
  const key = encode(name);
  if (parameter?.mediaType !== undefined) return [`${key}=${encode(JSON.stringify(value))}`];
  if (parameter?.style === 'deepObject' && isRecord(value)) {
    return Object.entries(value).flatMap(([member, item]) => (item === undefined ? [] : [`${key}%5B${encode(member)}%5D=${encode(item)}`]));
  }
  const explode = parameter?.explode ?? true;
  if (Array.isArray(value) && explode) return value.map((item) => `${key}=${encode(item)}`);
  if (isRecord(value) && explode) return partsOf(value, true);
  const separator = parameter?.style === 'spaceDelimited' ? '%20' : parameter?.style === 'pipeDelimited' ? '%7C' : ',';
  return [`${key}=${partsOf(value, false).join(separator)}`];
}

function partsOf(value: unknown, explode: boolean): readonly string[] {
  if (Array.isArray(value)) return value.map(encode);
  if (!isRecord(value)) return [encode(value)];
  return Object.entries(value).flatMap(([name, item]) => (explode ? [`${encode(name)}=${encode(item)}`] : [encode(name), encode(item)]));
}

function encode(value: unknown): string {
  return encodeURIComponent(String(value));
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
