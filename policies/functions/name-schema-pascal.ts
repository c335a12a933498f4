import { documentRule } from '../documents/document-rule.ts';

const PASCAL = /^[A-Z][A-Za-z0-9]*$/;

/** Shared schemas are PascalCase: they become names of types. */
export const nameSchemaPascal = documentRule(({ root }) =>
  root
    .at('components', 'schemas')
    .members()
    .filter(([name]) => !PASCAL.test(name))
    .map(([name, node]) => ({ message: `the schema '${name}' must be PascalCase`, node })),
);
