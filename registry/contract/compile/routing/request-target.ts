import type { HttpOperation, Server } from '../../contract.ts';
import { matchTemplateSegment, parseTemplateSegment, type TemplateSegment } from './path-template.ts';

/** A request URL, taken apart. Path and query are still percent-encoded. */
export interface RequestTarget {
  /** Below the base path. */
  readonly path: string;
  /** Without the question mark; '' when there is none. */
  readonly query: string;
  /** URLs of the servers that the request may be meant for; undefined when it named none. */
  readonly servers: ReadonlySet<string> | undefined;
}

/** Takes request URLs apart. */
export interface TargetReader {
  /** Undefined when an absolute URL is below none of the servers. Where base paths nest there is one target for each, the longest base path first. */
  read(url: string): readonly RequestTarget[];
}

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Reads request URLs as the contract's servers place them. A URL that starts with `/` is below the base path already: whoever serves
 * the contract has taken the base path off. An absolute URL must be below one of the servers, whose variables stand for any text without
 * `/`; a server with a relative URL (`/v2`) is on any host.
 */
export function createTargetReader(operations: readonly HttpOperation[]): TargetReader {
  let bases: readonly Base[] | undefined;
  return {
    read(url) {
      const withoutFragment = cutAt(url, '#');
      const questionMark = withoutFragment.indexOf('?');
      const query = questionMark < 0 ? '' : withoutFragment.slice(questionMark + 1);
      const place = questionMark < 0 ? withoutFragment : withoutFragment.slice(0, questionMark);
      if (!ABSOLUTE.test(place)) return [{ path: place, query, servers: undefined }];
      bases ??= basesOf(operations);
      return matchBases(bases, place, query);
    },
  };
}

interface Base {
  readonly url: string;
  readonly origin: TemplateSegment | undefined;
  readonly segments: readonly TemplateSegment[];
}

function basesOf(operations: readonly HttpOperation[]): readonly Base[] {
  const servers = new Map<string, Server>(
    operations.flatMap((operation) => operation.servers.map((server) => [server.url, server] as const)),
  );
  return [...servers.values()].map(parseBase).sort((one, other) => other.segments.length - one.segments.length);
}

function parseBase(server: Server): Base {
  const path = fillPathVariables(server).replace(/\/+$/, '');
  const isAbsolute = ABSOLUTE.test(path);
  const start = isAbsolute ? path.indexOf('/', path.indexOf('//') + 2) : 0;
  const origin = isAbsolute ? parseTemplateSegment(start < 0 ? path : path.slice(0, start)) : undefined;
  const base = start < 0 ? '' : path.slice(start).replace(/^\/+/, '');
  return { url: server.url, origin, segments: base === '' ? [] : base.split('/').map(parseTemplateSegment) };
}

/** Variables that stand for several segments, or none, are read as their default. */
function fillPathVariables(server: Server): string {
  return server.url.replace(/\{([^{}]*)\}/g, (written, name: string) => {
    const value = Object.hasOwn(server.variables, name) ? server.variables[name]?.default : undefined;
    return value !== undefined && (value === '' || value.includes('/')) ? value : written;
  });
}

function matchBases(bases: readonly Base[], place: string, query: string): readonly RequestTarget[] {
  const start = place.indexOf('/', place.indexOf('//') + 2);
  const origin = start < 0 ? place : place.slice(0, start);
  const segments = start < 0 ? [''] : place.slice(start + 1).split('/');
  const servers = new Map<number, Set<string>>();
  for (const base of bases) {
    const depth = base.segments.length;
    if (base.origin !== undefined && !matchesOrigin(base.origin, origin)) continue;
    if (!base.segments.every((segment, index) => matchTemplateSegment(segment, segments[index] ?? '') !== undefined)) continue;
    servers.set(depth, (servers.get(depth) ?? new Set()).add(base.url));
  }
  return [...servers].map(([depth, urls]) => ({ path: `/${segments.slice(depth).join('/')}`, query, servers: urls }));
}

function matchesOrigin(template: TemplateSegment, origin: string): boolean {
  const lower = { literals: template.literals.map((literal) => literal.toLowerCase()), names: template.names };
  return matchTemplateSegment(lower, origin.toLowerCase()) !== undefined;
}

function cutAt(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
}
