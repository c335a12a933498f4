import { expect, test } from 'vitest';
import type { Server } from '../../contract/index.ts';
import { defaultUrl, serverPlaces } from './server-places.ts';

function server(url: string, variables: Server['variables'] = {}): Server {
  return { url, variables, protocol: 'https', bindings: {}, security: [], location: { file: '', pointer: '' } };
}

test.each<[string, Server['variables'], readonly string[]]>([
  ['https://API.example/v1/', {}, ['https://api.example /v1']],
  ['https://api.example', {}, ['https://api.example ']],
  ['https://api.example:443/v1', {}, ['https://api.example /v1']],
  ['http://api.example:80', {}, ['http://api.example ']],
  ['https://api.example:80', {}, ['https://api.example:80 ']],
  ['wss://api.example:443', {}, ['wss://api.example ']],
  ['/v1', {}, ['- /v1']],
  ['/', {}, ['- ']],
  ['v1', {}, ['- /v1']],
  ['https://{r}.example', { r: { enum: ['eu', 'us'], default: 'eu' } }, ['https://eu.example ', 'https://us.example ']],
  ['https://{r}.example', { r: { default: 'eu' } }, ['https://{}.example ']],
  ['https://a.example/{base}', { base: { default: '' } }, ['https://a.example ']],
  ['https://a.example/{base}', { base: { default: 'v1/x' } }, ['https://a.example /v1/x']],
  ['https://{a}{b}.example', { a: { enum: ['1', '2'] }, b: { enum: ['3'] } }, ['https://13.example ', 'https://23.example ']],
])('%s with %j', (url, variables, want) => {
  expect(serverPlaces([server(url, variables)]).map(({ origin, basePath }) => `${origin ?? '-'} ${basePath}`)).toEqual(want);
});

test('many values are not written out', () => {
  const values = Array.from({ length: 65 }, (_, index) => `v${index}`);
  expect(serverPlaces([server('https://{a}.example', { a: { enum: values } })]).map(({ origin }) => origin)).toEqual([
    'https://{a}.example',
  ]);
});

test.each<[string, Server['variables'], string]>([
  ['https://{r}.example', { r: { enum: ['eu', 'us'], default: 'us' } }, 'https://us.example'],
  ['https://{r}.example', { r: { enum: ['eu'] } }, 'https://eu.example'],
  ['https://{r}.example', {}, 'https://a.example'],
])('%s is called as %s', (url, variables, want) => {
  expect(defaultUrl(server(url, variables))).toBe(want);
});
