import type { CompiledContract } from '../../../registry/contract/index.ts';
import { createCaller } from '../../runtime/index.ts';
import { refused } from '../refused.ts';
import type { SystemConnection } from '../system-connection.ts';
import { createPayerDirectoryClient } from './payer-directory.gen.ts';
import type { Payer } from './payer-directory.gen.ts';

/** The payer directory, as the flows see it. Each function throws what `Caller.call` throws. */
export interface PayerDirectory {
  /** The payer that a remittance names (TRN03: 1 and nine digits), with the terms in force; undefined when nobody has the TIN. */
  findPayerByTin(tin: string): Promise<Payer | undefined>;
}

/** Connects to the payer directory by the contract payer-directory. */
export function connectPayerDirectory(contract: CompiledContract, connection: SystemConnection): PayerDirectory {
  const client = createPayerDirectoryClient(createCaller({ contract, ...connection }));
  return {
    async findPayerByTin(tin) {
      const answer = await client.findPayers({ query: { tin } });
      if (answer.status === 200) return answer.body.items.find((payer) => payer.tin === tin);
      throw refused('the lookup of a payer', answer);
    },
  };
}
