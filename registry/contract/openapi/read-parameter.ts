import type { Direction, Parameter } from '../contract.ts';
import type { JsonObject } from '../load/is-object.ts';
import { isTrue, optionalText, textMember } from '../references/member-values.ts';
import { childNode, itemNodes, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import { invalid, objectNode } from '../reading.ts';
import { describe } from '../schema/keyword-fault.ts';
import type { OpenApiReading } from './openapi-reading.ts';
import { readContent } from './read-content.ts';
import { readExamples } from './read-examples.ts';
import { overriding } from './reference-overrides.ts';

type ParameterPlace = Parameter['in'];
type Style = NonNullable<Parameter['style']>;

/** The styles of each place, the default first (OpenAPI 3.1 §4.8.12.2, 3.2 §4.12.3). */
const STYLES: Readonly<Record<ParameterPlace, readonly Style[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
  querystring: [],
};

/** Header names that OpenAPI gives a meaning of their own: a parameter of that name is ignored (§4.8.12.2.1). */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/**
 * The parameters of a path item or an operation.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readParameters(reading: OpenApiReading, list: SourceNode, direction: Direction): readonly Parameter[] {
  if (list.value === undefined) return [];
  if (!Array.isArray(list.value)) throw invalid(list, `'parameters' must be an array, not ${describe(list.value)}`);
  return itemNodes(list)
    .map((item) => readParameter(reading, item, direction))
    .filter((parameter) => parameter !== undefined);
}

function readParameter(reading: OpenApiReading, item: SourceNode, direction: Direction): Parameter | undefined {
  const node = objectNode(reading, item, 'a parameter')!;
  const known = reading.shared.parameters[direction];
  const shared = known.get(node.value);
  if (shared) return describedAt(reading, item, shared);
  const name = textMember(node.value, 'name');
  const place = textMember(node.value, 'in');
  if (name === undefined) throw invalid(node, "a parameter needs a 'name'");
  if (place === undefined || !Object.hasOwn(STYLES, place)) {
    throw invalid(node, `the parameter '${name}' must be 'in' one of ${Object.keys(STYLES).join(', ')}, not ${describe(place)}`);
  }
  if (place === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) {
    reading.log.report(
      'parameter-ignored',
      'hint',
      `OpenAPI ignores a header parameter named '${name}'; use content or security instead`,
      node,
    );
    return undefined;
  }
  const parameter = readSerialised(reading, node, name, place as ParameterPlace, direction);
  known.set(node.value, parameter);
  return describedAt(reading, item, parameter);
}

function describedAt(reading: OpenApiReading, item: SourceNode, parameter: Parameter): Parameter {
  const { description } = overriding(reading, item, 'description');
  return description === undefined ? parameter : { ...parameter, description };
}

/** The headers of a response: parameters without a name and place of their own. `Content-Type` is ignored, as OpenAPI has it. */
export function readHeaders(reading: OpenApiReading, headers: SourceNode, direction: Direction): readonly Parameter[] {
  return memberNodes(headers)
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, member]) =>
      describedAt(reading, member, readSerialised(reading, objectNode(reading, member, 'a header')!, name, 'header', direction)),
    );
}

function readSerialised(reading: OpenApiReading, node: SourceNode, name: string, place: ParameterPlace, direction: Direction): Parameter {
  const declared = node.value as JsonObject;
  const [media, ...others] = readContent(reading, childNode(node, 'content'), direction);
  if (others.length > 0)
    throw invalid(childNode(node, 'content'), `the parameter '${name}' must declare one media type in 'content', not several`);
  if (!media && declared['schema'] === undefined) {
    reading.log.report(
      'parameter-without-schema',
      'warning',
      `'${name}' declares neither 'schema' nor 'content': any value is accepted`,
      node,
    );
  }
  const style = media ? undefined : readStyle(reading, node, name, place);
  const isRequired = isTrue(declared, 'required');
  if (place === 'path' && !isRequired) {
    reading.log.report(
      'path-parameter-optional',
      'error',
      `the path parameter '${name}' must be 'required: true'; it is read as required`,
      node,
    );
  }
  return {
    name,
    in: place,
    ...optionalText(declared, 'description'),
    required: isRequired || place === 'path',
    deprecated: isTrue(declared, 'deprecated'),
    ...(style === undefined ? {} : { style }),
    explode: typeof declared['explode'] === 'boolean' ? declared['explode'] : style === 'form' || style === 'cookie',
    allowReserved: isTrue(declared, 'allowReserved'),
    allowEmptyValue: isTrue(declared, 'allowEmptyValue'),
    ...(media ? { mediaType: media.mediaType } : {}),
    direction,
    schema: media ? media.schema : reading.schemas.read(childNode(node, 'schema'), reading.dialect),
    examples: [...readExamples(reading, node), ...(media?.examples ?? [])],
    location: locationOf(node),
  };
}

function readStyle(reading: OpenApiReading, node: SourceNode, name: string, place: ParameterPlace): Style | undefined {
  const styles = STYLES[place];
  const declared = textMember(node.value, 'style');
  if (declared === undefined) return styles[0];
  const style = styles.find((each) => each === declared);
  if (style === undefined) {
    const message = `the style '${declared}' does not exist for '${name}' in ${place}; it is read as '${styles[0]}'`;
    reading.log.report('parameter-style-unknown', 'error', message, childNode(node, 'style'));
  }
  return style ?? styles[0];
}

/** Parameters of an operation, with those of its path item that it does not override by name and place. */
export function mergeParameters(ofPath: readonly Parameter[], ofOperation: readonly Parameter[]): readonly Parameter[] {
  if (ofPath.length === 0) return ofOperation;
  const isOverridden = (parameter: Parameter) =>
    ofOperation.some(({ name, in: place }) => name === parameter.name && place === parameter.in);
  return [...ofPath.filter((parameter) => !isOverridden(parameter)), ...ofOperation];
}

/** Reports what does not match between a path template and its parameters. */
export function checkTemplate(reading: OpenApiReading, path: string, parameters: readonly Parameter[], node: SourceNode): void {
  if (!path.includes('{') && !parameters.some((parameter) => parameter.in === 'path')) return;
  const templated = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!));
  const declared = new Set(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name));
  for (const name of templated) {
    if (declared.has(name)) continue;
    reading.log.report('path-parameter-undeclared', 'error', `the path '${path}' has the parameter '${name}', which is not declared`, node);
  }
  for (const name of declared) {
    if (templated.has(name)) continue;
    reading.log.report('path-parameter-unused', 'error', `the path parameter '${name}' does not stand in the path '${path}'`, node);
  }
}
