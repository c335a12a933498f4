import type { ServerResponse } from 'node:http';

/** The streams of a server that never end by themselves: subscriptions. */
export class EventStreams {
  private readonly open = new Set<ServerResponse>();
  private isClosed = false;

  /** Ends the response when the server ends, at once where it does already. */
  add(response: ServerResponse): void {
    if (this.isClosed) return void response.end();
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
  }

  /** Ends every stream, and those that still come. */
  close(): void {
    this.isClosed = true;
    for (const response of this.open) response.end();
  }
}
