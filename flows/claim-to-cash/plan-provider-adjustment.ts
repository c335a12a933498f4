import type { ProviderAdjustment, Remittance } from '../../adapters/index.ts';
import { formatAmount, toMinor } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import type { AccountNumber } from '../ledger/chart-of-accounts.ts';
import { journalLine, type Journal } from '../ledger/journal.ts';
import { journalOf } from './journal-of.ts';
import type { RemittanceContext } from './remittance-plan.ts';

/** Provider adjustment reasons (PLB03-1) that have a posting rule. */
const RULES: Readonly<Record<string, { readonly account: AccountNumber; readonly description: string }>> = {
  L6: { account: '4090', description: 'interest' },
  FB: { account: '2155', description: 'forwarding balance' },
};

/**
 * Plans a provider adjustment (PLB): a positive amount lowers the payment, so it credits clearing (1015); interest (L6) and forwarding
 * balances (FB) have accounts, everything else waits in takeback suspense (1195) with an exception.
 *
 * @param position of the adjustment in its transaction set, from 1
 */
export function planProviderAdjustment(
  remittance: Remittance,
  adjustment: ProviderAdjustment,
  position: number,
  context: RemittanceContext,
): { readonly journal?: Journal; readonly exceptions: readonly FlowException[] } {
  const amountMinor = toMinor(adjustment.amount);
  const rule = RULES[adjustment.code];
  const journal = journalOf(remittance, context, {
    source: `provider-adjustment/${position}`,
    description: rule?.description ?? 'provider adjustment suspense',
    lines: [
      journalLine('1015', -amountMinor, adjustment.byteRange),
      journalLine(rule?.account ?? '1195', amountMinor, adjustment.byteRange),
    ].filter((line) => line !== undefined),
  });
  if (!journal) return { exceptions: [] };
  if (rule) return { journal, exceptions: [] };
  const currency = remittance.paymentAmount.currency;
  return {
    journal,
    exceptions: [
      {
        subject: `provider-adjustment/${position}`,
        code: 'PROVIDER_ADJUSTMENT_UNCLASSIFIED',
        moneyAtRiskMinor: amountMinor < 0n ? -amountMinor : amountMinor,
        currency,
        step: 'classify',
        detail: `provider adjustment ${position}: no posting rule for PLB code ${adjustment.code} ${formatAmount(amountMinor, currency)}; held in takeback suspense`,
        byteRange: adjustment.byteRange,
        payloadMasked: { code: adjustment.code, amount: adjustment.amount, fiscalDate: adjustment.fiscalDate },
      },
    ],
  };
}
