/**
 * Is one field the other, or a part of it? `*` stands for any item or member. Names of headers are compared without regard to case.
 *
 * @example overlaps('/lines/*\/account', '/lines') // true
 */
export function overlaps(one: string, other: string): boolean {
  const [own, others] = [segmentsOf(one), segmentsOf(other)];
  const shared = Math.min(own.length, others.length);
  return own.slice(0, shared).every((segment, index) => isSameSegment(segment, others[index]!));
}

/** Do both name the same field? */
export function isSameField(one: string, other: string): boolean {
  return segmentsOf(one).length === segmentsOf(other).length && overlaps(one, other);
}

function segmentsOf(field: string): readonly string[] {
  return (field.startsWith('header:') ? field.toLowerCase() : field).split('/');
}

function isSameSegment(one: string, other: string): boolean {
  return one === other || one === '*' || other === '*';
}
