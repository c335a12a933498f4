import type { HttpOperation, Parameter } from '../../contract/index.ts';

/** A parameter of one version, and the one in its place in the other. */
export interface ParameterPair {
  readonly own: Parameter;
  readonly others: Parameter | undefined;
}

/** The names of a path template, in order. */
export function pathNames(template: string): readonly string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] as string);
}

/**
 * Pairs the parameters of an operation with those of its other version: in paths by position, headers without regard to case, the others by
 * name. A place of the path that no parameter declares takes any text.
 */
export function parameterPairs(operation: HttpOperation, other: HttpOperation | undefined): readonly ParameterPair[] {
  const others = new Map(other === undefined ? [] : allParameters(other).map((parameter) => [identityOf(parameter, other), parameter]));
  return allParameters(operation).map((own) => ({ own, others: others.get(identityOf(own, operation)) }));
}

/** What a parameter is known by on the wire. */
function identityOf(parameter: Parameter, operation: HttpOperation): string {
  if (parameter.in === 'path') return `path ${positionOf(parameter.name, operation.path)}`;
  return `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
}

/** Segment, and place within it. */
function positionOf(name: string, path: string): string {
  const segments = path.split('/');
  const index = segments.findIndex((segment) => segment.includes(`{${name}}`));
  return `${index} ${pathNames(segments[index] ?? '').indexOf(name)}`;
}

/** The parameters of an operation that stand on the wire, with those places of its path that none declares. */
export function allParameters(operation: HttpOperation): readonly Parameter[] {
  if (operation.origin !== 'path') return operation.parameters.filter((parameter) => parameter.in !== 'path');
  const names = pathNames(operation.path);
  const declared = operation.parameters.filter((parameter) => parameter.in !== 'path' || names.includes(parameter.name));
  const undeclared = names.filter((name) => !declared.some((parameter) => parameter.in === 'path' && parameter.name === name));
  return undeclared.length === 0 ? declared : [...undeclared.map((name) => undeclaredParameter(name, operation)), ...declared];
}

function undeclaredParameter(name: string, { location }: HttpOperation): Parameter {
  return {
    name,
    in: 'path',
    required: true,
    deprecated: false,
    style: 'simple',
    explode: false,
    allowReserved: false,
    allowEmptyValue: false,
    direction: 'input',
    schema: true,
    examples: [],
    location,
  };
}
