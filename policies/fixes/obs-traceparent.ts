import { conventionalReference, referencesIn } from './conventions.ts';
import type { Fix } from './fix.ts';
import { writtenOperations } from './operations.ts';
import { isRefusal, memberOf, refuse, refuseEdit, targetOf } from './target.ts';

/** Members of an operation that its parameters are written after, where they are. */
const BEFORE_PARAMETERS = ['description', 'summary', 'operationId', 'tags'];

/** Lets an operation take the trace context of W3C, by the conventional parameter. */
export const obsTraceparent: Fix = {
  ruleId: 'obs-traceparent',
  summary: 'lets an operation take `traceparent` by a reference to the conventional parameter',
  declares: ['parameter-added'],
  async propose(finding, files) {
    const target = await targetOf(finding, files);
    if (isRefusal(target)) return target;
    const { file, written, value: operation } = target;
    if (!finding.pointer.startsWith('/paths/') && memberOf(operation, 'responses') === undefined) {
      return refuse(finding, 'a header of a message is part of what is sent');
    }
    const used = referencesIn(writtenOperations(file.value).flatMap((other) => [memberOf(other, 'parameters') ?? []].flat()));
    const reference = await conventionalReference(
      { kind: 'parameters', name: 'traceparent', used: used.filter((each) => /[/#]traceparent$/.test(each)) },
      file,
      files,
    );
    if (reference === undefined)
      return refuse(finding, "there is no parameter 'traceparent' to refer to, in its components or in conventions/parameters.yaml");
    const parameters = file.editable.find(`${finding.pointer}/parameters`)?.value;
    const after = BEFORE_PARAMETERS.find((key) => memberOf(operation, key) !== undefined);
    const value = { $ref: reference };
    const edit = parameters
      ? file.editable.appendItem(parameters, value)
      : file.editable.insertMember(written.value, 'parameters', [value], after);
    return edit ? { finding, action: 'takes traceparent', edits: [{ path: file.path, ...edit }] } : refuseEdit(finding);
  },
};
