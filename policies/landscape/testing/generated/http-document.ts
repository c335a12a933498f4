import type { Field } from './field.ts';
import type { Thing } from './thing.ts';

/** What an HTTP contract offers on a thing. */
export type HttpCapability = 'list' | 'show' | 'create' | 'change';

/** What a document is written from. */
export interface HttpDocument {
  readonly id: string;
  readonly title: string;
  readonly team: string;
  readonly host: string;
  readonly version: '3.0.3' | '3.1.0';
  readonly thing: Thing;
  readonly capabilities: readonly HttpCapability[];
  readonly movesMoney: boolean;
}

const REFERENCE = '../../conventions';
const parameter = (name: string) => ({ $ref: `${REFERENCE}/parameters.yaml#/${name}` });
const header = (name: string) => ({ $ref: `${REFERENCE}/headers.yaml#/${name}` });

const PROBLEMS: Readonly<Record<string, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  415: 'UnsupportedMediaType',
  422: 'UnprocessableContent',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

function problems(...more: readonly number[]): Readonly<Record<string, unknown>> {
  const statuses = [400, 401, 403, 429, 500, 503, ...more].toSorted((one, next) => one - next);
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `${REFERENCE}/responses.yaml#/${PROBLEMS[status]}` }]));
}

/** The OpenAPI document of a contract that offers a thing, as plain data. */
export function httpDocument(document: HttpDocument): Readonly<Record<string, unknown>> {
  const { id, title, team, host, version, thing, capabilities } = document;
  const { slug, camel, pascal, plural } = thing;
  const has = (capability: HttpCapability) => capabilities.includes(capability);
  const isWriting = has('create') || has('change');
  const collection = { ...(has('list') && { get: listing(document) }), ...(has('create') && { post: creation(document) }) };
  const single = {
    parameters: [{ $ref: `#/components/parameters/${camel}Id` }],
    ...(has('show') && { get: showing(document) }),
    ...(has('change') && { patch: change(document) }),
  };
  const licence = version === '3.0.3' ? { url: 'https://www.apache.org/licenses/LICENSE-2.0' } : { identifier: 'Apache-2.0' };
  return {
    openapi: version,
    info: {
      title,
      version: '1.0.0',
      description: `What the hospital group keeps of each ${thing.title}.`,
      contact: { name: team, email: `${team}@hospital.example`, url: `https://developer.hospital.example/${id}` },
      license: { name: 'Apache-2.0', ...licence },
    },
    servers: [
      { url: `https://${host}.hospital.example/${id}/v1`, description: 'Production' },
      { url: `https://${host}.test.hospital.example/${id}/v1`, description: 'Test, synthetic data only' },
    ],
    tags: [{ name: slug, description: `Each ${thing.title}.` }],
    security: [{ oauth: [`${id}:read`] }],
    paths: {
      ...(Object.keys(collection).length > 0 && { [`/${plural.slug}`]: collection }),
      ...(Object.keys(single).length > 1 && { [`/${plural.slug}/{${camel}Id}`]: single }),
    },
    components: {
      securitySchemes: {
        oauth: oauth({ [`${id}:read`]: `Show ${plural.title}`, ...(isWriting && { [`${id}:write`]: `Write ${plural.title}` }) }),
      },
      ...((has('show') || has('change')) && { parameters: { [`${camel}Id`]: idParameter(thing) } }),
      schemas: {
        [pascal]: objectOf(pascal, `A ${thing.title}.`, thing.fields),
        ...(has('change') && {
          [`${pascal}Patch`]: {
            ...objectOf(`${pascal}Patch`, `What changes of a ${thing.title}.`, changeable(thing)),
            required: undefined,
            minProperties: 1,
          },
        }),
        ...(has('list') && { [`${pascal}Page`]: page(thing) }),
      },
      examples: { [camel]: { summary: `A ${thing.title}`, value: exampleOf(thing.fields) } },
    },
  };
}

function operation(document: HttpDocument, name: string, summary: string, more: Readonly<Record<string, unknown>>) {
  const { slug, plural } = document.thing;
  const scope = more['requestBody'] === undefined ? {} : { security: [{ oauth: [`${document.id}:write`] }] };
  return {
    operationId: name,
    tags: [slug],
    summary,
    description: `${summary}, of the ${plural.title} that the caller may know of.`,
    ...scope,
    ...more,
  };
}

const ALWAYS = [parameter('traceparent'), parameter('correlationId')];
const body = (schema: string, examples: unknown) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` }, examples },
});

function listing(document: HttpDocument) {
  const { pascal, plural, fields } = document.thing;
  const examples = { onePage: { value: { items: [exampleOf(fields)] } } };
  return operation(document, `list${plural.pascal}`, `List ${plural.title}`, {
    parameters: [parameter('limit'), parameter('cursor'), ...ALWAYS],
    responses: { '200': { description: 'One page.', content: body(`${pascal}Page`, examples) }, ...problems() },
  });
}

function showing(document: HttpDocument) {
  const { pascal, camel, title } = document.thing;
  const content = body(pascal, { [camel]: { $ref: `#/components/examples/${camel}` } });
  return operation(document, `get${pascal}`, `Show a ${title}`, {
    parameters: ALWAYS,
    responses: { '200': { description: `The ${title}.`, headers: { ETag: header('ETag') }, content }, ...problems(404) },
  });
}

function creation(document: HttpDocument) {
  const { pascal, camel, title } = document.thing;
  const content = body(pascal, { [camel]: { $ref: `#/components/examples/${camel}` } });
  const money = document.movesMoney ? { 'x-moves-money': true, 'x-external-id-lookup': `get${pascal}` } : { 'x-moves-money': false };
  return operation(document, `create${pascal}`, `Record a ${title}`, {
    ...money,
    parameters: [parameter('idempotencyKey'), ...ALWAYS, parameter('actor')],
    requestBody: { description: `The ${title}, with the identity that the caller gave it.`, required: true, content },
    responses: {
      '201': { description: `The ${title} is recorded.`, headers: { Location: header('Location') }, content },
      ...problems(409, 415, 422),
    },
  });
}

function change(document: HttpDocument) {
  const { pascal, camel, title } = document.thing;
  const [first] = changeable(document.thing);
  return operation(document, `change${pascal}`, `Change a ${title}`, {
    'x-moves-money': false,
    parameters: [parameter('idempotencyKey'), parameter('ifMatch'), ...ALWAYS, parameter('actor')],
    requestBody: {
      description: 'What changes; the rest stays as it is.',
      required: true,
      content: body(`${pascal}Patch`, { oneField: { value: { [first!.name]: first!.example } } }),
    },
    responses: {
      '200': {
        description: `The ${title} as it is now.`,
        headers: { ETag: header('ETag') },
        content: body(pascal, { [camel]: { $ref: `#/components/examples/${camel}` } }),
      },
      ...problems(404, 409, 412, 415, 422),
    },
  });
}

function changeable({ fields }: Thing): readonly Field[] {
  return fields.filter(({ isCanonical }) => !isCanonical).slice(1);
}

function idParameter({ title, camel, fields }: Thing) {
  return {
    name: `${camel}Id`,
    in: 'path',
    required: true,
    description: `Identity of the ${title}.`,
    schema: { type: 'string', format: 'uuid' },
    example: fields[0]!.example,
  };
}

function page({ pascal, plural }: Thing) {
  return {
    title: `${pascal}Page`,
    description: `One page of ${plural.title}.`,
    type: 'object',
    additionalProperties: false,
    required: ['items'],
    properties: {
      items: {
        description: 'At most as many as limit says.',
        type: 'array',
        maxItems: 100,
        items: { $ref: `#/components/schemas/${pascal}` },
      },
      nextCursor: {
        description: 'Where the next page begins; absent on the last one.',
        type: 'string',
        minLength: 1,
        maxLength: 512,
        'x-data-classification': 'I',
      },
    },
  };
}

function oauth(scopes: Readonly<Record<string, string>>) {
  return {
    type: 'oauth2',
    description: "Access tokens for services (RFC 6749 §4.4), bound to the client's certificate (RFC 8705).",
    'x-mutual-tls': 'required',
    flows: { clientCredentials: { tokenUrl: 'https://auth.hospital.example/oauth/token', scopes } },
  };
}

/** The schema of an object with fields, all of them required. */
export function objectOf(title: string, description: string, fields: readonly Field[]) {
  return {
    title,
    description,
    type: 'object',
    additionalProperties: false,
    required: fields.map(({ name }) => name),
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
  };
}

/** An example of an object with fields. */
export function exampleOf(fields: readonly Field[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map(({ name, example }) => [name, example]));
}
