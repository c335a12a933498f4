/** The accounts that the flows post to, with the names that reports print. */
export const CHART_OF_ACCOUNTS = {
  '1010': 'Cash operating',
  '1015': 'Remittance clearing',
  '1100': 'AR payer',
  '1110': 'AR patient',
  '1195': 'Payer takeback suspense',
  '2155': 'Payer forwarding balance',
  '2160': 'Patient credit balances',
  '2190': 'Unapplied cash',
  '4000': 'Gross patient revenue',
  '4010': 'Contractual adjustments',
  '4090': 'Interest income',
} as const;

/** Number of a ledger account. */
export type AccountNumber = keyof typeof CHART_OF_ACCOUNTS;
