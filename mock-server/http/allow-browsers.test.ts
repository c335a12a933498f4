import { expect, it } from 'vitest';
import { startMockServer } from '../server/start-mock-server.ts';
import { contractOf } from '../testing/serve.ts';

const document = `
openapi: 3.1.0
info: { title: Doors, version: 1.0.0 }
paths: { /door: { post: { responses: { '204': { description: in } } } } }
`;
const preflight = {
  method: 'OPTIONS',
  headers: { origin: 'http://app.test', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
};

it.each([
  [true, 204, '*', 'POST', 'authorization'],
  [false, 405, null, null, null],
])('a page of another origin may call where that is allowed: %s', async (isOpenToBrowsers, status, origin, methods, headers) => {
  const server = await startMockServer({ contracts: [await contractOf('doors', document)], isOpenToBrowsers });
  try {
    const url = `${server.urlOf('doors')}/door`;
    const asked = await fetch(url, preflight);
    const said = ['origin', 'methods', 'headers'].map((name) => asked.headers.get(`access-control-allow-${name}`));
    expect([asked.status, ...said]).toEqual([status, origin, methods, headers]);
    const called = await fetch(url, { method: 'POST', headers: { origin: 'http://app.test' } });
    expect([called.status, called.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    const plain = await fetch(url, { method: 'POST' });
    expect([plain.status, plain.headers.get('access-control-allow-origin')]).toEqual([204, null]);
  } finally {
    await server.close();
  }
});
