import { actOnResource } from './act-on-resource.ts';
import { answerPosted } from './answer-posted.ts';
import { answerWithoutState } from './answer-without-state.ts';
import { deleteResource, patchResource, patchView, replaceResource } from './change-resource.ts';
import { createResource } from './create-resource.ts';
import { isMissing, notFound } from './find-item.ts';
import { moveResource } from './behaviour/move-resource.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { listResources, lookUpResource, readResource, showView } from './show-resource.ts';

/** What an accepted request leads to, by the role of its operation. A path below an unknown resource is unknown. */
export function perform(mock: MockState, request: AcceptedRequest): Outcome {
  for (const ancestor of mock.model.ancestorsOf(request.operation)) {
    if (isMissing(mock, ancestor, request)) return notFound(ancestor);
  }
  const role = mock.model.roleOf(request.operation);
  switch (role.kind) {
    case 'create':
      return createResource(mock, role.collection, request);
    case 'list':
      return listResources(mock, role.collection, request);
    case 'read':
      return readResource(mock, role.collection, request);
    case 'replace':
      return replaceResource(mock, role.collection, request);
    case 'patch':
      return patchResource(mock, role.collection, request);
    case 'delete':
      return deleteResource(mock, role.collection, request);
    case 'show-view':
      return showView(mock, role.collection, request, role.view);
    case 'patch-view':
      return patchView(mock, role.collection, request, role.view);
    case 'look-up':
      return lookUpResource(mock, role.lookup, request);
    case 'move':
      return moveResource(mock, role.collection, request);
    case 'act':
      return actOnResource(mock, role.collection, request);
    case 'make':
      return createResource(mock, role.collection, request, role.making);
    case 'stateless':
      return sendsAnything(request) ? answerPosted(mock, request) : answerWithoutState(mock, request);
  }
}

const SENDING_METHODS = new Set(['POST', 'PUT', 'PATCH']);

/** True for a request that sends something, and has an answer that could say so. */
function sendsAnything({ operation, media }: AcceptedRequest): boolean {
  return media !== undefined && SENDING_METHODS.has(operation.method);
}
