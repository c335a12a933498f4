import type { WrittenValue } from './text/written-text.ts';
import { conventionalReference, referencesIn } from './conventions.ts';
import type { FileEdit } from './proposal.ts';
import type { Fix } from './fix.ts';
import { writtenOperations, writtenResponses } from './operations.ts';
import { isRefusal, memberOf, objectAt, refuse, refuseEdit, targetOf } from './target.ts';

/** Reason phrases (RFC 9110 §15.5, RFC 6585 §4) of the statuses that every caller must be ready for. */
const STANDARD_SET = { '401': 'Unauthorized', '403': 'Forbidden', '429': 'TooManyRequests' } as const;

/** Documents 401, 403 and 429 by the responses that are conventional in the document or the workspace. */
export const errStandardSet: Fix = {
  ruleId: 'err-standard-set',
  summary: 'documents the missing 401, 403 and 429 by references to the conventional responses',
  declares: ['response-status-added'],
  async propose(finding, files) {
    const pointer = finding.pointer.replace(/\/responses$/, '');
    const target = await targetOf(finding, files, pointer);
    if (isRefusal(target)) return target;
    const { file, value: operation } = target;
    const responses = file.editable.find(`${pointer}/responses`)?.value;
    if (!responses) return refuse(finding, 'the operation has no responses to add to');
    const declared = Object.keys(objectAt(operation, 'responses'));
    const security = memberOf(operation, 'security') ?? memberOf(file.value, 'security');
    const isAnonymous = Array.isArray(security) && security.length === 0;
    const missing = Object.entries(STANDARD_SET).filter(([status]) => !declared.includes(status) && (status === '429' || !isAnonymous));
    const references: Record<string, WrittenValue> = {};
    for (const [status, name] of missing) {
      const used = referencesIn(writtenResponses(writtenOperations(file.value), status));
      const reference = await conventionalReference({ kind: 'responses', name, used }, file, files);
      if (reference === undefined)
        return refuse(finding, `there is no response '${name}' to refer to, in its components or in conventions/responses.yaml`);
      references[status] = { $ref: reference };
    }
    const lower = (status: string): string | undefined =>
      declared
        .filter((other) => /^\d{3}$/.test(other) && other < status)
        .sort()
        .at(-1);
    const edits: FileEdit[] = [];
    for (const place of new Set(Object.keys(references).map(lower))) {
      const members = Object.fromEntries(Object.entries(references).filter(([status]) => lower(status) === place));
      const edit = file.editable.insertMembers(responses, members, place);
      if (!edit) return refuseEdit(finding);
      edits.push({ path: file.path, ...edit });
    }
    return { finding, action: `documents ${missing.map(([status]) => status).join(', ')}`, edits };
  },
};
