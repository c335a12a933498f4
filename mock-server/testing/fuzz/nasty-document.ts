/**
 * A document that has what is hard to serve: members and parameters that are named like parts of prototypes, every style of parameter, bodies of
 * every media type, ids that callers choose, schemas that take anything, and errors whose shape no problem fits.
 */
export const NASTY_DOCUMENT = `
openapi: 3.1.0
info: { title: Nasty, version: 1.0.0 }
security: [{}, { inQuery: [] }, { inCookie: [] }, { token: [read] }]
paths:
  /:
    get: { operationId: root, responses: { '200': { description: x, content: { application/json: { schema: { type: object } } } } } }
  /anything:
    post: { operationId: postAnything, requestBody: { content: { application/json: { schema: {} }, '*/*': { schema: {} } } }, responses: { '201': { description: x, content: { application/json: { schema: {} } } }, '4XX': { $ref: '#/components/responses/Odd' } } }
    get: { operationId: listAnything, parameters: [{ name: limit, in: query, schema: {} }, { name: offset, in: query, schema: {} }, { name: sort, in: query, schema: {} }, { name: $filter, in: query, schema: {} }, { name: q, in: query, schema: {} }], responses: { '200': { description: x, content: { application/json: { schema: { type: array, items: {} } } } } } }
  /anything/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: getAnything, responses: { '200': { description: x, content: { application/json: { schema: {} } } }, '304': { description: same }, '404': { $ref: '#/components/responses/Odd' } } }
    put: { operationId: putAnything, requestBody: { content: { application/json: { schema: {} } } }, responses: { '200': { description: x, content: { application/json: { schema: {} } } }, '201': { description: x } } }
    patch: { operationId: patchAnything, requestBody: { content: { application/json-patch+json: { schema: {} }, application/merge-patch+json: { schema: {} } } }, responses: { '200': { description: x, content: { application/json: { schema: {} } } }, '412': { description: no }, '422': { $ref: '#/components/responses/Odd' } } }
    delete: { operationId: deleteAnything, responses: { '204': { description: gone } } }
  /things:
    post:
      operationId: createThing
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } }, application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Thing' } }, multipart/form-data: { schema: { $ref: '#/components/schemas/Thing' } }, application/xml: { schema: { $ref: '#/components/schemas/Thing' } }, text/plain: { schema: { type: string, maxLength: 9 } } } }
      callbacks: { made: { '{$request.body#/callback}': { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, responses: { '204': { description: ok } } } } }, url: { '{$url}/x': { post: { responses: { '204': { description: ok } } } } } }
      responses: { '201': { description: made, headers: { Location: { schema: { type: string } } }, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } }, application/xml: { schema: { $ref: '#/components/schemas/Thing' } }, text/csv: { schema: { $ref: '#/components/schemas/Thing' } } } }, '400': { $ref: '#/components/responses/Odd' }, '409': { $ref: '#/components/responses/Impossible' }, '422': { $ref: '#/components/responses/Impossible' } }
    get:
      operationId: listThings
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
        - { name: sort, in: query, schema: { type: string } }
        - { name: __proto__, in: query, schema: { type: string } }
        - { name: tag, in: query, schema: {} }
        - { name: minTag, in: query, schema: { type: string } }
        - { name: constructor, in: query, style: deepObject, explode: true, schema: { type: object, additionalProperties: true } }
        - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object, properties: { __proto__: { type: object }, name: { type: string } } } }
        - { name: pipes, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
        - { name: spaces, in: query, style: spaceDelimited, explode: false, schema: { type: array, items: { type: integer } } }
        - { name: form, in: query, explode: true, schema: { type: object, properties: { R: { type: integer } } } }
        - { name: json, in: query, content: { application/json: { schema: { type: object } } } }
        - { name: X-Many, in: header, schema: { type: array, items: { type: integer } } }
        - { name: X-Object, in: header, explode: true, schema: { type: object } }
        - { name: sid, in: cookie, schema: { type: string, maxLength: 20 } }
      responses: { '200': { description: all, headers: { Link: { schema: { type: string } }, X-Total-Count: { schema: { type: integer } } }, content: { application/json: { schema: { type: object, required: [items], properties: { items: { type: array, items: { $ref: '#/components/schemas/Thing' } }, nextCursor: { type: [string, 'null'] }, total: { type: integer } } } } } } }
  /things/{name}:
    parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
    get: { operationId: getThing, responses: { '200': { description: one, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } }, application/xml: { schema: { $ref: '#/components/schemas/Thing' } } } }, '304': { description: same }, '404': { $ref: '#/components/responses/XmlOnly' } } }
    put: { operationId: putThing, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, responses: { '200': { description: put, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, '409': { $ref: '#/components/responses/Odd' } } }
    patch: { operationId: patchThing, requestBody: { content: { application/json-patch+json: { schema: { type: array } }, application/merge-patch+json: { schema: { type: object } } } }, responses: { '200': { description: put, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, default: { $ref: '#/components/responses/Odd' } } }
    delete: { operationId: deleteThing, parameters: [{ name: If-Match, in: header, schema: { type: string } }], responses: { '204': { description: gone }, '412': { $ref: '#/components/responses/XmlOnly' } } }
  /things/{name}/parts:
    parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
    post: { operationId: addPart, requestBody: { required: true, content: { application/json: { schema: { type: object, additionalProperties: { type: number } } } } }, responses: { '201': { description: made, content: { application/json: { schema: { type: object, additionalProperties: { type: number } } } } } } }
    get: { operationId: listParts, parameters: [{ name: page, in: query, schema: { type: integer } }, { name: size, in: query, schema: { type: integer } }], responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { type: object } } } } } } }
  /mixed/{a}.{b}/{c}-x:
    get: { operationId: mixed, parameters: [{ name: a, in: path, required: true, schema: { type: integer } }, { name: b, in: path, required: true, schema: { type: string, pattern: '^[a-z]+$' } }, { name: c, in: path, required: true, style: simple, schema: { type: array, items: { type: string } } }], responses: { '200': { description: x, content: { text/plain: { schema: { type: string } } } }, default: { $ref: '#/components/responses/Odd' } } }
  /free:
    post: { operationId: createFree, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Free' } } } }, responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Free' } } } } } }
    get: { operationId: listFree, parameters: [{ name: id, in: query, style: deepObject, schema: {} }, { name: status, in: query, schema: {} }, { name: page, in: query, style: deepObject, schema: { type: object } }, { name: sort, in: query, schema: {} }], responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Free' } } } } } } }
  /free/{id}:
    get: { operationId: getFree, parameters: [{ name: id, in: path, required: true, schema: {} }], responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Free' } } } } } }
    patch: { operationId: patchFree, parameters: [{ name: id, in: path, required: true, schema: {} }], requestBody: { required: true, content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/Free' } } } }, responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Free' } } } } } }
  /tree:
    post: { operationId: tree, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Node' } } } }, responses: { '200': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Node' } } } } } }
  /secret:
    get: { operationId: secret, security: [{ inQuery: [], inHeader: [] }, { token: [admin] }], responses: { '200': { description: x, content: { text/csv: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } } }, '401': { $ref: '#/components/responses/XmlOnly' } } }
  /parts-form:
    get: { operationId: partsForm, responses: { '200': { description: x, content: { image/png: { schema: { $ref: '#/components/schemas/Thing' } }, multipart/form-data: { schema: { $ref: '#/components/schemas/Thing' } }, multipart/mixed: { schema: { type: array, minItems: 2, items: { $ref: '#/components/schemas/Thing' } } }, application/yaml: { schema: { $ref: '#/components/schemas/Thing' } } } } } }
components:
  securitySchemes:
    inQuery: { type: apiKey, in: query, name: key }
    inHeader: { type: apiKey, in: header, name: __proto__ }
    inCookie: { type: apiKey, in: cookie, name: sid }
    token: { type: oauth2, flows: { clientCredentials: { tokenUrl: /t, scopes: { read: r, admin: a } } } }
  responses:
    Odd: { description: odd, content: { application/json: { schema: { type: object, required: [code, details], additionalProperties: false, properties: { code: { type: integer }, details: { type: array, minItems: 1, items: { type: object, required: [constructor], properties: { constructor: { type: string } } } } } } } } }
    Impossible: { description: none, content: { application/json: { schema: { allOf: [{ type: string }, { type: integer }] } } } }
    XmlOnly: { description: xml, content: { application/xml: { schema: { type: object, properties: { message: { type: string, xml: { attribute: true } } } } } } }
  schemas:
    Thing:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1 }
        tag: {}
        __proto__: { type: object, properties: { x: { type: string } } }
        constructor: { type: string }
        toString: { type: integer }
        amount: { type: string, pattern: '^-?[0-9]+\\.[0-9]{2}$' }
        count: { type: integer }
        price: { type: number, multipleOf: 0.01 }
        updatedAt: { type: string, format: date-time }
        lines: { type: array, items: { type: object, properties: { sku: { type: string }, amount: { type: number }, total: { type: number } } } }
        file: { type: string, contentEncoding: base64 }
        callback: { type: string }
    Free: { type: object, properties: { id: {}, status: {}, total: {} } }
    Node: { type: object, properties: { value: { type: [string, 'null'] }, children: { type: array, items: { $ref: '#/components/schemas/Node' } }, next: { oneOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] } } }
`;

/** What the mock of the nasty document does beside its REST shape. */
export const NASTY_BEHAVIOUR = `
seed:
  /things: [{ name: constructor, amount: '1.00', count: 1, lines: [{ sku: a, amount: 2 }] }, { name: __proto__, count: 2 }]
computed:
  /free/{id}: { /total: { first: 3, of: /status } }
  /things/{name}:
    /lines/*/total: { product: [./amount, 1] }
    /count: { count: /lines }
    /price: { sum: '/lines/*/total' }
transitions:
  /free/{id}: { field: status, initial: [a, b], moves: [{ from: a, to: b, after: P1D }, { from: b, to: c }] }
rules:
  createThing: [{ require: { not: { equal: [/constructor, forbidden] } }, status: 409, code: FORBIDDEN, detail: 'Not {/constructor}' }]
`;

/** True for a response of the nasty document that no value fits. */
export function isImpossible({ description }: { readonly description: string }): boolean {
  return description === 'none';
}
