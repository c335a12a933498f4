import { string } from '@oclif/core/args';

/** The flow to run. */
export const flowArgument = string({ required: true, options: ['claim-to-cash'], description: 'Flow to run.' });
