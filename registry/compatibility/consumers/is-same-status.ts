/** May a response be of both: `200`, a range such as `2XX`, or `default`, which stands for any? */
export function isSameStatus(one: string, other: string): boolean {
  if (one === 'default' || other === 'default' || one === other) return true;
  return one.endsWith('XX') !== other.endsWith('XX') && one[0] === other[0];
}
