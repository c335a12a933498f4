/** Masks an identifier of a patient for reports and work items: `PA-1001` becomes `••••01`; short ones vanish whole. */
export function maskIdentifier(identifier: string): string {
  return identifier.length > 4 ? `••••${identifier.slice(-2)}` : '••••';
}
