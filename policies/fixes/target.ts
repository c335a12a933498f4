import type { Finding } from '../../registry/contract/index.ts';
import { isMembers, type Members } from '../documents/members.ts';
import type { Refusal } from './fix.ts';
import { type FixFile, type FixFiles, valueAt } from './fix-files.ts';
import type { TextChild } from './text/text-node.ts';

/** What a finding points at. */
export interface Target {
  readonly file: FixFile;
  readonly written: TextChild;
  readonly value: unknown;
}

/** Why nothing is done about a finding. */
export function refuse(finding: Finding, reason: string): Refusal {
  return { finding, reason };
}

/** Why nothing is done where a text can't be edited surely. */
export function refuseEdit(finding: Finding): Refusal {
  return refuse(finding, 'it is written in a way that cannot be edited surely, such as by an alias');
}

/** Whether this is what would mend a finding, or why nothing would. */
export function isRefusal(outcome: object): outcome is Refusal {
  return 'reason' in outcome;
}

/** The node that a finding points at, or at another pointer of its file. */
export async function targetOf(finding: Finding, files: FixFiles, pointer = finding.pointer): Promise<Target | Refusal> {
  const path = files.pathOf(finding);
  const file = path === undefined ? undefined : await files.read(path);
  const written = file?.editable.find(pointer);
  return file && written ? { file, written, value: valueAt(file.value, pointer) } : refuseEdit(finding);
}

/** The member of an object; undefined of anything else. */
export function memberOf(value: unknown, key: string): unknown {
  return isMembers(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The items of a list; none of anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An object below by these keys; empty where there is none. */
export function objectAt(value: unknown, ...keys: readonly string[]): Members {
  const found = keys.reduce(memberOf, value);
  return isMembers(found) ? found : {};
}
