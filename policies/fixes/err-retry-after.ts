import { conventionalReference, referencesIn } from './conventions.ts';
import type { Fix } from './fix.ts';
import { writtenOperations, writtenResponses } from './operations.ts';
import { isRefusal, memberOf, objectAt, refuse, refuseEdit, targetOf } from './target.ts';

/** Says of a 429 or 503 that it carries Retry-After, by the conventional header. */
export const errRetryAfter: Fix = {
  ruleId: 'err-retry-after',
  summary: 'adds `Retry-After` to a 429 or 503 by a reference to the conventional header',
  declares: ['response-header-added'],
  async propose(finding, files) {
    const target = await targetOf(finding, files);
    if (isRefusal(target)) return target;
    const { file, written, value: response } = target;
    const operations = writtenOperations(file.value);
    const siblings = [
      ...['429', '503'].flatMap((status) => writtenResponses(operations, status)),
      ...Object.values(objectAt(file.value, 'components', 'responses')),
    ];
    const used = referencesIn(siblings.map((sibling) => objectAt(sibling, 'headers')['Retry-After']));
    const reference = await conventionalReference({ kind: 'headers', name: 'Retry-After', used }, file, files);
    if (reference === undefined)
      return refuse(finding, "there is no header 'RetryAfter' to refer to, in its components or in conventions/headers.yaml");
    const headers = file.editable.find(`${finding.pointer}/headers`)?.value;
    if (headers?.children.some(({ key }) => key.toLowerCase() === 'retry-after')) return { finding, action: '', edits: [] };
    const last = headers?.children.at(-1)?.key;
    const after = memberOf(response, 'description') === undefined ? undefined : 'description';
    const edit = headers
      ? file.editable.insertMember(headers, 'Retry-After', { $ref: reference }, last)
      : file.editable.insertMember(written.value, 'headers', { 'Retry-After': { $ref: reference } }, after);
    return edit ? { finding, action: 'adds the header Retry-After', edits: [{ path: file.path, ...edit }] } : refuseEdit(finding);
  },
};
