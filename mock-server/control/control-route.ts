import type { Request, Response } from 'express';
import type { Session } from '../state/sessions.ts';

/** A call of one of the server's own routes. */
export interface ControlCall {
  readonly request: Request;
  readonly response: Response;
  /** The session that `Interlock-Session` names; made when it is first asked for. */
  readonly session: Session;
}

/** One of the server's own routes. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/__interlock`, as express has it: `/faults/:contract`. */
  readonly path: string;
  /** For people: what it does, and what it takes. */
  readonly does: string;
  serve(call: ControlCall): void | Promise<void>;
}
