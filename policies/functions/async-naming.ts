import { documentRule } from '../documents/document-rule.ts';
import { channelsOf } from '../documents/event-channels.ts';

/** Segments are kebab-case or a parameter; the version is the last. */
const ADDRESS = /^[a-z][a-z0-9-]*(\.([a-z][a-z0-9-]*|\{[^{}]+\})){2,}\.v[1-9][0-9]*$/;

/** Channels are called `domain.entity.event.vN`, `claims.remittance.received.v1`. An address that is known at run time only has no name. */
export const asyncNaming = documentRule((document) =>
  channelsOf(document)
    .filter(({ address }) => address !== undefined && !ADDRESS.test(address))
    .map(({ address, node }) => {
      const declared = node.at('address');
      return {
        message: `the channel '${address}' must be called domain.entity.event.vN, such as claims.remittance.received.v1`,
        node: declared.value === undefined ? node : declared,
      };
    }),
);
