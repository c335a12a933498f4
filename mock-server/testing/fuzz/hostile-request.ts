/** A request as its bytes say it; `target` and header values are latin1. */
export interface HostileRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly isChunked: boolean;
}

/** Spoils a request in one way. */
export type Spoil = (request: HostileRequest) => HostileRequest;
