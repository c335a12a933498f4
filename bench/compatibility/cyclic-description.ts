const SCHEMAS = 130;
const REFERENCES = 10;

/**
 * An OpenAPI description of 130 schemas, each referring to ten others in circles, that one operation takes and answers.
 *
 * @param added the schema that has one more optional property, by its number.
 */
export function cyclicDescription(added?: number): object {
  const schemas: Record<string, object> = {};
  for (let number = 0; number < SCHEMAS; number += 1) {
    const properties: Record<string, object> = { id: { type: 'string' } };
    for (let step = 1; step <= REFERENCES; step += 1) {
      properties[`to${step}`] = reference((number + step * step) % SCHEMAS);
    }
    if (number === added) properties['note'] = { type: 'string' };
    schemas[`Node${number}`] = { type: 'object', required: ['id'], properties };
  }
  const content = { 'application/json': { schema: reference(0) } };
  return {
    openapi: '3.0.3',
    info: { title: 'Cycles', version: '1.0.0' },
    paths: {
      '/nodes': { post: { requestBody: { required: true, content }, responses: { '200': { description: 'As taken.', content } } } },
    },
    components: { schemas },
  };
}

function reference(number: number): object {
  return { $ref: `#/components/schemas/Node${number}` };
}
