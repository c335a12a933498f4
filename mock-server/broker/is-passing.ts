/**
 * Whether what kept a message from being stored goes by: no answer in time, or nobody there to answer (a broker without its JetStream, or its stream).
 * Who is refused is refused again, and a closed connection stays closed.
 */
export async function isPassing(error: unknown): Promise<boolean> {
  const { RequestError, TimeoutError } = await import('@nats-io/transport-node');
  for (let failure = error; failure instanceof Error; failure = failure.cause) {
    if (failure instanceof TimeoutError) return true;
    if (failure instanceof RequestError && failure.isNoResponders()) return true;
  }
  return false;
}
