/** An event that a change of state leads to: delivered once the change is made, completed and judged by the contract that declares it. */
export interface EmittedEvent {
  /** Id of the contract whose channel it is; the contract of the request where none is named. */
  readonly contract?: string;
  /** Address of the channel, `claims.claim.finalised.v1`, or its name; with parameters filled in. */
  readonly channel: string;
  /** Name of the message, where the channel has several. */
  readonly message?: string;
  /** Members that are required and left out are sampled. */
  readonly payload?: unknown;
  /** CloudEvents attributes that the contract declares and that are left out are made. */
  readonly headers?: Readonly<Record<string, unknown>>;
}
