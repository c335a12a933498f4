/** How many requests a session may send in a window of time (`rateLimits` in mock.yaml, or declared by an operation). */
export interface RateLimit {
  /** operationId, or method and path template; all operations together where left out. */
  readonly operation?: string;
  readonly requests: number;
  /** Length of the window. */
  readonly seconds: number;
}
