import { documentRule } from '../documents/document-rule.ts';
import { type SchemaSite, isWithinHeaders, schemaSites } from '../documents/schema-sites.ts';

const CAMEL = /^[a-z][A-Za-z0-9]*$/;

/** Properties, and parameters in paths and queries, are camelCase. Headers follow the customs of their protocol. */
export const namePropertyCamel = documentRule((document) =>
  schemaSites(document)
    .filter((site) => isNamedByUs(site) && !CAMEL.test(site.name))
    .map(({ role, name, node, holder }) => ({ message: `the ${role} '${name}' must be camelCase`, node: holder?.target ?? node })),
);

/** `x-`, `$`, `@` and `_` begin names that a format gives: extensions, JSON-LD, HAL. */
function isNamedByUs(site: SchemaSite): boolean {
  return (site.role === 'parameter' || site.role === 'property') && !/^(?:x-|[$@_])/.test(site.name) && !isWithinHeaders(site);
}
