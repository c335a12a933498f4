import type { Domain } from './domain.ts';
import { BILLING } from './domains/billing.ts';
import { CLAIMS } from './domains/claims.ts';
import { FINANCE } from './domains/finance.ts';
import { PROCUREMENT } from './domains/procurement.ts';
import { SUPPLIER } from './domains/supplier.ts';

/** The domains of the landscape, beside analytics, which is told by all of them. */
export const DOMAINS: readonly Domain[] = [CLAIMS, BILLING, PROCUREMENT, SUPPLIER, FINANCE];
