import { expect, it } from 'vitest';
import { isJson, isXml } from './structured-media.ts';

const table: readonly [string, boolean, boolean][] = [
  ['application/json', true, false],
  ['application/problem+json; charset=utf-8', true, false],
  ['*/*', true, false],
  ['application/xml', false, true],
  ['Text/XML;charset=utf-8', false, true],
  ['application/soap+xml', false, true],
  ['application/xml-dtd', false, false],
  ['application/xml+json', true, false],
  ['text/plain; as=text/xml', false, false],
  ['xml', false, false],
];
it.each(table)('knows what %s is', (mediaType, json, xml) => {
  expect([isJson(mediaType), isXml(mediaType)]).toEqual([json, xml]);
});
