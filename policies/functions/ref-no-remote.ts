import { documentRule } from '../documents/document-rule.ts';
import { referencesIn } from '../documents/references-in.ts';

const REMOTE = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i;

/** No `$ref` leads to another host: what a contract says must not change while nobody looks. */
export const refNoRemote = documentRule((document) =>
  referencesIn(document)
    .filter(({ reference }) => REMOTE.test(reference ?? ''))
    .map((node) => ({
      message: `'${node.reference}' may change, or be gone, at any time; copy what it names beside the contract`,
      node,
    })),
);
