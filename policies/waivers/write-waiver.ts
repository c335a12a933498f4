import { CORE_SCHEMA, dump } from 'js-yaml';
import type { Waiver } from '../../registry/workspace/index.ts';

/** Order of the keys in a file: what, why, who, when. */
const KEYS = ['rule', 'contract', 'fingerprint', 'place', 'class', 'reason', 'owner', 'approver', 'created', 'expires'] as const;

/** A waiver as the text of its file, below comments that say what it covers. */
export function writeWaiver(waiver: Waiver, comments: readonly string[]): string {
  const members = Object.fromEntries(KEYS.flatMap((key) => (waiver[key] === undefined ? [] : [[key, waiver[key]]])));
  const lines = comments.map((comment) => `# ${comment.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()}\n`);
  return lines.join('') + dump(members, { schema: CORE_SCHEMA, lineWidth: 120, noRefs: true });
}
