export { canonicalText } from '../../contract/compile/schema/canonical-text.ts';
export { createAjv } from '../../contract/compile/schema/create-ajv.ts';
export { knownFormats } from '../../contract/compile/schema/formats.ts';
export { createJudgeableSchemas, type JudgeableSchema } from '../../contract/compile/schema/judgeable-schema.ts';
export { isMultipleOf } from '../../contract/compile/schema/multiple-of.ts';
export { compilePattern } from '../../contract/compile/schema/pattern.ts';
export { type Hiding, openSchemaGraph } from '../../contract/compile/schema/schema-graph.ts';
export { SCHEMA_KEYWORDS, subschemasOf } from '../../contract/compile/schema/schema-keywords.ts';
