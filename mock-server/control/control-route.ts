import type { Request, Response } from 'express';
import type { Session } from '../state/sessions.ts';

/** A call of one of the server's own routes. */
export interface ControlCall {
  readonly request: Request;
  readonly response: Response;
  /** The session that `Interlock-Session` names; made when it is first asked for. */
  readonly session: Session;
  /** The JSON value that a route which `takesJson` was sent; undefined when it was sent none. */
  readonly sent: unknown;
}

/** One of the server's own routes. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/__interlock`, as express has it: `/faults/:contract`. */
  readonly path: string;
  /** For people: what it does, and what it takes. */
  readonly does: string;
  /** Its body is read before it is served: one that cannot be read is refused. */
  readonly takesJson?: true;
  serve(call: ControlCall): void | Promise<void>;
}
