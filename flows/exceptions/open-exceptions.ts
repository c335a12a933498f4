import type { Kysely } from 'kysely';
import { v5 as uuidV5 } from 'uuid';
import type { FlowTables } from '../tables.ts';
import { dueAt } from './due-at.ts';
import { exceptionKind } from './exception-codes.ts';
import type { FlowException } from './exception.ts';

/** Where exceptions come from and when their time starts. */
export interface ExceptionOrigin {
  readonly deliveryId: string;
  /** Attempt at the delivery: what fails again after a replay is a new exception. */
  readonly attempt: number;
  readonly contract: { readonly id: string; readonly version: string };
  readonly openedAt: Date;
}

/** Rows of one statement: PostgreSQL takes 65,535 parameters, and each row has eighteen. */
const ROWS_PER_STATEMENT = 1_000;

/** Opens work items for what could not proceed, however many. Opening the same one again changes nothing. */
export async function openExceptions(
  database: Kysely<FlowTables>,
  origin: ExceptionOrigin,
  exceptions: readonly FlowException[],
): Promise<void> {
  for (let start = 0; start < exceptions.length; start += ROWS_PER_STATEMENT) {
    await insert(database, origin, exceptions.slice(start, start + ROWS_PER_STATEMENT));
  }
}

async function insert(database: Kysely<FlowTables>, origin: ExceptionOrigin, exceptions: readonly FlowException[]): Promise<void> {
  await database
    .insertInto('flow.exception')
    .values(
      exceptions.map((exception) => {
        const kind = exceptionKind(exception.code);
        return {
          exception_id: uuidV5(`${origin.attempt}/${exception.subject}/${exception.code}`, origin.deliveryId),
          delivery_id: origin.deliveryId,
          code: exception.code,
          owner: kind.owner,
          money_at_risk_minor: exception.moneyAtRiskMinor,
          currency: exception.currency,
          sla: kind.sla,
          due_at: dueAt(kind.sla, origin.openedAt),
          contract_id: origin.contract.id,
          contract_version: origin.contract.version,
          step: exception.step,
          detail: exception.detail,
          byte_start: exception.byteRange.start,
          byte_end: exception.byteRange.end,
          payload_masked: exception.payloadMasked === undefined ? null : JSON.stringify(exception.payloadMasked),
          opened_at: origin.openedAt,
          resolved_at: null,
          resolution: null,
        };
      }),
    )
    .onConflict((conflict) => conflict.column('exception_id').doNothing())
    .execute();
}
