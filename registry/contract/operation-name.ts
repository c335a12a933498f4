/** An operation's name as it is compared: `get /accounts/{id}` is `GET /accounts/{}`, since names of parameters are not on the wire. */
export function operationName(name: string): string {
  const text = name.trim().replaceAll(/\{[^{}]*\}/g, '{}');
  return text.replace(/^[a-z]+(?= \/)/, (method) => method.toUpperCase());
}
