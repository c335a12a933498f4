import { mapSchemas } from './map-schemas.ts';
import { isNode, type Node, type OpenApiDocument, type Rewrite } from './rewrite.ts';

const SCHEMAS = '#/components/schemas/';

/** Rewrites of what stands in components. The documents given use no discriminators, whose values may be component names. */
export const COMPONENT_REWRITES: readonly Rewrite[] = [
  {
    name: 'inline some references',
    why: 'a reference is what it refers to',
    apply: (document, random) =>
      mapSchemas(document, (schema) => {
        const reference = schema['$ref'];
        if (typeof reference !== 'string' || !reference.startsWith(SCHEMAS) || random() > 0.3) return schema;
        return structuredClone(document.components['schemas']?.[reference.slice(SCHEMAS.length)] ?? schema);
      }),
  },
  {
    name: 'hoist some schemas to components',
    why: 'a reference is what it refers to',
    apply: (document, random) => {
      const hoisted: Record<string, Node> = {};
      const copy = mapSchemas(document, (schema) => {
        if ('$ref' in schema || random() > 0.2) return schema;
        const name = `Hoisted${Object.keys(hoisted).length}`;
        hoisted[name] = schema;
        return { $ref: SCHEMAS + name };
      });
      return { ...copy, components: { ...copy.components, schemas: { ...copy.components['schemas'], ...hoisted } } };
    },
  },
  {
    name: 'rename all components',
    why: 'names of components are not on the wire',
    apply: (document) => {
      const isRenamed = (kind: string) => kind !== 'securitySchemes';
      const renamed = replaceReferences(document, (reference) => {
        const [, kind, name] = /^#\/components\/(\w+)\/([^/]+)$/.exec(reference) ?? [];
        return kind !== undefined && isRenamed(kind) ? `#/components/${kind}/Renamed.${name}` : reference;
      }) as OpenApiDocument;
      const components = Object.entries(renamed.components).map(([kind, members]) => {
        const named = Object.entries(members).map(([name, member]) => [isRenamed(kind) ? `Renamed.${name}` : name, member]);
        return [kind, Object.fromEntries(named)];
      });
      return { ...renamed, components: Object.fromEntries(components) as OpenApiDocument['components'] };
    },
  },
];

function replaceReferences(value: unknown, replace: (reference: string) => string): unknown {
  if (Array.isArray(value)) return value.map((member) => replaceReferences(member, replace));
  if (!isNode(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    key === '$ref' && typeof member === 'string' ? replace(member) : replaceReferences(member, replace),
  ]);
  return Object.fromEntries(members);
}
