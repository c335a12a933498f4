/** What cannot be avoided: express 5, one compiled ajv validator, an answer that is a Buffer already. */
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { DRAFT_SCHEMA, EXAMPLE } from '../erp-description.ts';

const app = express();
app.disable('x-powered-by').disable('etag');
const ajv = new Ajv();
addFormats.default(ajv);
const validate = ajv.compile(DRAFT_SCHEMA);
const answer = Buffer.from(JSON.stringify(EXAMPLE));
const headers = { 'content-type': 'application/json', 'content-length': String(answer.length) };

for (const name of ['suppliers', 'purchase-orders', 'invoices', 'cost-centers', 'price-lists']) {
  app.get(`/${name}`, (_request, response) => void response.writeHead(200, headers).end(answer));
  app.get(`/${name}/:id`, (_request, response) => void response.writeHead(200, headers).end(answer));
}
for (const name of ['suppliers', 'purchase-orders', 'invoices']) {
  app.delete(`/${name}/:id`, (_request, response) => void response.writeHead(204).end());
  app.post(`/${name}`, express.json(), (request, response) => {
    if (validate(request.body)) response.writeHead(201, headers).end(answer);
    else response.writeHead(422).end();
  });
}
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
