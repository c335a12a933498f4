import { InterlockError } from '../../../errors.ts';
import type { ReadLimits } from '../load/read-limits.ts';

/** What fetching a remote file needs to know. */
export interface RemoteAccess {
  readonly allowedHosts: readonly string[];
  readonly limits: ReadLimits;
  readonly fetch: typeof fetch;
}

/** Whether a URL may be fetched: http or https, without credentials, on an allowed host. */
export function isAllowedUrl(url: URL, allowedHosts: readonly string[]): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return url.username === '' && url.password === '' && (allowedHosts.includes(url.host) || allowedHosts.includes(url.hostname));
}

/**
 * Fetches a remote file within the bounds on time, size and redirects; every redirect must stay on an allowed host.
 *
 * @throws REFERENCE_FORBIDDEN, REFERENCE_DANGLING (no success status), DOCUMENT_TOO_LARGE, FILE_UNREADABLE (network, time).
 */
export async function fetchDocument(address: string, access: RemoteAccess): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(access.limits.remoteMilliseconds);
  let url = new URL(address);
  for (let redirects = 0; ; redirects += 1) {
    if (!isAllowedUrl(url, access.allowedHosts)) {
      throw new InterlockError('REFERENCE_FORBIDDEN', `'${address}' redirects to the host '${url.host}', which is not allowed`);
    }
    try {
      const response = await access.fetch(url, {
        redirect: 'manual',
        signal,
        headers: { accept: 'application/json, application/yaml, */*' },
      });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        if (redirects >= access.limits.remoteRedirects) {
          throw new InterlockError('REFERENCE_FORBIDDEN', `'${address}' redirects more than ${access.limits.remoteRedirects} times`);
        }
        url = new URL(location, url);
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new InterlockError('REFERENCE_DANGLING', `'${address}' answers with status ${response.status}`);
      }
      return await readBounded(response, address, access.limits);
    } catch (error) {
      if (error instanceof InterlockError) throw error;
      const reason = signal.aborted ? `no answer within ${access.limits.remoteMilliseconds} ms` : reasonOf(error);
      throw new InterlockError('FILE_UNREADABLE', `'${address}' cannot be fetched: ${reason}`, { cause: error });
    }
  }
}

async function readBounded(response: globalThis.Response, address: string, limits: ReadLimits): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limits.documentBytes) {
      throw new InterlockError('DOCUMENT_TOO_LARGE', `'${address}' has more than ${limits.documentBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
