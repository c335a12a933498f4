/** What a system says that cannot be talked to, by the code of its error: TLS (Node's `tls`), names, connections. */
const REASONS: readonly (readonly [codes: RegExp, reason: string])[] = [
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_UNTRUSTED)$/,
    'its certificate is signed by nobody who is trusted here: name the file of its authority in NODE_EXTRA_CA_CERTS',
  ],
  [/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, 'its certificate does not hold today'],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'its certificate is for another name'],
  [/^(CERT_|ERR_TLS_|UNABLE_TO_)/, 'its certificate is not accepted'],
  [/^(EPROTO|ERR_SSL_)/, 'it does not speak TLS as it should; is it http?'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'its name is not known'],
  [/^ECONNREFUSED$/, 'nobody listens there'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'it broke off the connection'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/, 'it cannot be reached'],
];

/** Why a target cannot be used, with the code that others know it by: `its name is not known (ENOTFOUND)`. */
export function describeTargetFailure({ code }: { readonly code?: string | undefined }): string {
  if (code === undefined) return 'its answer is no HTTP';
  const reason = REASONS.find(([codes]) => codes.test(code))?.[1] ?? (code.startsWith('HPE_') ? 'its answer is no HTTP' : undefined);
  return reason === undefined ? code : `${reason} (${code})`;
}
