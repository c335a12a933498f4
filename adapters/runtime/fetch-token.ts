import { InterlockError } from '../../errors.ts';
import { DEFAULT_RETRY_POLICY, delayAfter } from './retry-policy.ts';

const TIMEOUT_MILLISECONDS = 10_000;
const ATTEMPTS = 3;

/**
 * Fetches an access token by client credentials (RFC 6749 §4.4).
 *
 * @throws InterlockError TARGET_UNAVAILABLE when the endpoint does not answer or gives no token; the secret is in no message.
 */
export async function fetchToken(tokenUrl: string, clientId: string, clientSecret: string, scopes: readonly string[]): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: scopes.join(' '),
  });
  const answer = await askRepeatedly(tokenUrl, form);
  const members = (answer.value ?? {}) as { readonly access_token?: unknown; readonly error?: unknown };
  if (answer.status === 200 && typeof members.access_token === 'string') return members.access_token;
  const why = typeof members.error === 'string' ? ` (${members.error})` : '';
  throw new InterlockError('TARGET_UNAVAILABLE', `the token endpoint ${tokenUrl} gave no token but status ${answer.status}${why}`);
}

/** Asks again when the connection fails: a token that nobody uses has no effect. */
async function askRepeatedly(tokenUrl: string, form: URLSearchParams): Promise<{ readonly status: number; readonly value: unknown }> {
  for (let attempt = 1; ; attempt++) {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
      const response = await fetch(tokenUrl, { method: 'POST', body: form, redirect: 'manual', signal });
      return { status: response.status, value: await response.json().catch(() => undefined) };
    } catch (cause) {
      if (attempt === ATTEMPTS) throw new InterlockError('TARGET_UNAVAILABLE', `the token endpoint ${tokenUrl} does not answer`, { cause });
      await DEFAULT_RETRY_POLICY.sleep(delayAfter(attempt, { kind: 'refused' }, DEFAULT_RETRY_POLICY, Date.now()));
    }
  }
}
