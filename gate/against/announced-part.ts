import type { Change } from '../../registry/compatibility/index.ts';
import type { Announcement, FileTree } from '../../registry/contract/index.ts';
import { sourceNode } from './source-node.ts';

/** A part of an operation that is gone: what it is called, and what the base says about its end. */
export interface AnnouncedPart {
  /** For people: `the property 'status'`. */
  readonly name: string;
  readonly announcement: Announcement;
}

/**
 * The parts that a change takes away, with what the base's source announces of each: properties, parameters and headers say `deprecated`
 * and `x-sunset`, what has no `deprecated` in its specification (responses, media types, bodies, messages) `x-sunset` alone, and a schema
 * says of its listed values `x-deprecated-values`, dates by value. None for changes that take nothing away that could be announced.
 */
export async function announcedParts(change: Change, tree: FileTree): Promise<readonly AnnouncedPart[]> {
  const { ruleId, base, part = {} } = change;
  if (base === undefined) return [];
  const nameOf = NAMES[ruleId];
  if (nameOf === undefined && ruleId !== 'enum-value-removed') return [];
  const node = asObject(await sourceNode(tree, base));
  if (nameOf !== undefined) return [{ name: nameOf(change), announcement: announcementIn(node, !UNMARKED.has(ruleId)) }];
  const schema = base.pointer.endsWith('/enum')
    ? asObject(await sourceNode(tree, { ...base, pointer: base.pointer.slice(0, -'/enum'.length) }))
    : node;
  const dates = asObject(schema['x-deprecated-values']);
  return (part.values ?? []).map((value) => {
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    const isDeprecated = Object.hasOwn(dates, key);
    return {
      name: `the value '${key}'`,
      announcement: {
        isDeprecated,
        sunset: text(dates[key]),
        howTo: `write the date of its end into x-deprecated-values of the schema first`,
      },
    };
  });
}

const lastSegment = ({ base }: Change): string => (base?.pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
const property = (change: Change): string => `the property '${lastSegment(change)}'`;
const mediaType = ({ part }: Change): string => `the media type '${part?.mediaType}'`;

/** What is taken away, by the rule that finds it. */
const NAMES: Readonly<Record<string, (change: Change) => string>> = {
  'property-removed': property,
  'required-property-removed': property,
  'parameter-removed': ({ part }) => `the parameter '${part?.field?.replace(/^\w+:/, '')}'`,
  'response-header-removed': ({ part }) => `the header '${part?.field?.replace(/^\w+:/, '')}'`,
  'response-status-removed': ({ part }) => `the response ${part?.status}`,
  'response-media-type-removed': mediaType,
  'request-media-type-removed': mediaType,
  'request-body-removed': () => 'the request body',
  'message-removed': ({ part }) => `the message '${part?.messages?.[0]}'`,
};

/** Rules about what has no `deprecated` in OpenAPI and AsyncAPI. */
const UNMARKED: ReadonlySet<string> = new Set([
  'response-status-removed',
  'response-media-type-removed',
  'request-media-type-removed',
  'request-body-removed',
  'message-removed',
]);

function announcementIn(node: Readonly<Record<string, unknown>>, isMarked: boolean): Announcement {
  const sunset = text(node['x-sunset']);
  if (isMarked) return { isDeprecated: node['deprecated'] === true, sunset };
  return { isDeprecated: sunset !== undefined, sunset, howTo: 'write the date of its end there first, as x-sunset' };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
