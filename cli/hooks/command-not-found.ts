import type { Hook } from '@oclif/core/hooks';
import { InterlockError } from '../../errors.ts';

/** Refuses a command that does not exist, so that it exits 2 like every other wrong usage. */
const commandNotFound: Hook<'command_not_found'> = async ({ id, config }) => {
  const { didYouMean } = await import('../../registry/workspace/index.ts');
  const [wanted, ...known] = [id, ...config.commandIDs].map((command) => command.replaceAll(':', ' '));
  throw new InterlockError('USAGE', `there is no command '${wanted}'${didYouMean(wanted!, known)}; interlock --help lists them`);
};

export default commandNotFound;
