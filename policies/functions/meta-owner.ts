import { memberOrWhole, metadataRule } from '../documents/metadata-rule.ts';
import { isPlaceholder } from '../documents/placeholder.ts';

/** What one can write to, call or page: an e-mail address, a URL, a chat channel, a number, or an on-call name such as `oncall:billing`. */
const ADDRESS = /^(?:[^\s@]+@[^\s@]+\.[^\s@]+|[a-z][a-z0-9+.-]*:\S+|#\S+|@\S+|\+?[0-9][0-9 ()/-]{5,})$/i;

/** A contract names the team that answers for it, and an address at which the team is reached. */
export const metaOwner = metadataRule((metadata) => {
  const owner = metadata.at('owner');
  if (owner.value === undefined) return [{ message: 'no owner: name the team and the address at which it is reached', node: metadata }];
  const team = owner.text('team')?.trim() ?? '';
  const contact = owner.text('contact')?.trim() ?? '';
  return [
    ...(team === '' || isPlaceholder(team)
      ? [{ message: 'no team answers for the contract (owner.team)', node: memberOrWhole(owner, 'team') }]
      : []),
    ...(ADDRESS.test(contact)
      ? []
      : [
          {
            message: `the owner is not reached at '${contact}': write an address, a URL, a channel or an on-call name`,
            node: memberOrWhole(owner, 'contact'),
          },
        ]),
  ];
});
