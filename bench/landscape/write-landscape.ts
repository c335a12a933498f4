/** Writes a generated landscape to a folder, to be looked at: `node bench/landscape/write-landscape.ts <folder> [contracts] [seed]`. */
import { generateLandscape, writeLandscape } from '../../policies/landscape/testing/generate-landscape.ts';

const [folder, contracts = '200', seed = '1'] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder to write to');
await writeLandscape(folder, await generateLandscape({ contracts: Number(contracts), seed: Number(seed) }));
console.log(`${contracts} contracts in ${folder}`);
