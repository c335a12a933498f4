/**
 * May the mock send a request there? Http and https to the loopback of this machine, and to the hosts that whoever started the mock named
 * (`host` or `host:port`): a URL in a request must not make the mock call what its sender cannot.
 */
export function isAllowedTarget(url: URL, allowedHosts: readonly string[]): boolean {
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return false;
  const { hostname, host } = url;
  if (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)) return true;
  return allowedHosts.some((allowed) => allowed.toLowerCase() === hostname || allowed.toLowerCase() === host);
}
