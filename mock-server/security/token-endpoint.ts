import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/bodies/read-body.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import { readContext } from '../http/request-context.ts';
import type { Sessions } from '../state/sessions.ts';
import { ISSUER, signToken } from './access-token.ts';

const LIFETIME_SECONDS = 3600;
const MAX_FORM_BYTES = 64 * 1024;

/**
 * The OAuth 2.0 token endpoint of the mock server (RFC 6749 §4.4, client credentials). Any client that names itself gets the scopes that it asks
 * for; the client's secret, in the form or by basic authentication (§2.3.1), must be there and is not compared with anything. A token is given and
 * ends by the clock of the session that `Interlock-Session` names, so that the same requests get the same tokens.
 */
export async function issueToken(
  request: IncomingMessage,
  response: ServerResponse,
  tokenKey: Uint8Array,
  sessions: Sessions,
): Promise<void> {
  const context = readContext(sessions, request);
  if ('problem' in context) return sendProblem(response, context);
  const body = await readBody(request, MAX_FORM_BYTES);
  if ('refusal' in body) return sendProblem(response, body.refusal);
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) {
    return fail(response, 400, 'invalid_request', 'Send the parameters as application/x-www-form-urlencoded');
  }
  const form = new URLSearchParams(Buffer.from(body.bytes ?? []).toString());
  const client = readClient(form, request.headers.authorization);
  if (form.get('grant_type') !== 'client_credentials') {
    return fail(
      response,
      400,
      form.has('grant_type') ? 'unsupported_grant_type' : 'invalid_request',
      'grant_type must be client_credentials',
    );
  }
  if (!client) return fail(response, 401, 'invalid_client', 'client_id and client_secret are both needed');
  const scope = (form.get('scope') ?? '').split(/ +/).filter(Boolean).join(' ');
  const iat = Math.floor(context.session.clock.lapsed() / 1000);
  const token = signToken({ iss: ISSUER, sub: client, scope, iat, exp: iat + LIFETIME_SECONDS }, tokenKey);
  send(response, 200, { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS, scope });
}

function readClient(form: URLSearchParams, authorization: string | undefined): string | undefined {
  const basic = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  const pair = basic === undefined ? undefined : /^([^:]+):(.+)$/s.exec(Buffer.from(basic, 'base64').toString());
  if (pair?.[1] !== undefined) return pair[1];
  const client = form.get('client_id');
  return client && form.get('client_secret') ? client : undefined;
}

function fail(response: ServerResponse, status: number, error: string, description: string): void {
  send(
    response,
    status,
    { error, error_description: description },
    status === 401 ? { 'www-authenticate': 'Basic realm="interlock"' } : {},
  );
}

function send(response: ServerResponse, status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}
