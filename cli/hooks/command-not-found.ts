import type { Hook } from '@oclif/core/hooks';
import { InterlockError } from '../../errors.ts';

/** Refuses a command that does not exist, so that it exits 2 like every other wrong usage. */
const commandNotFound: Hook<'command_not_found'> = ({ id, config }) => {
  const name = id.replaceAll(':', ' ');
  const topic = name.split(' ')[0];
  const siblings = config.commandIDs.map((command) => command.replaceAll(':', ' ')).filter((command) => command.startsWith(`${topic} `));
  const known = siblings.length > 0 ? siblings : config.commandIDs.map((command) => command.replaceAll(':', ' '));
  throw new InterlockError('USAGE', `there is no command '${name}'; there are: ${known.toSorted().join(', ')}`);
};

export default commandNotFound;
