import { boolean } from '@oclif/core/flags';

/** Flag of every command that lints: `--no-cache` judges everything anew. */
export const cacheFlag = boolean({
  allowNo: true,
  default: true,
  description: 'Take from the cache what was found before in the same files, by the same rules and versions.',
});
