import { documentRule } from '../documents/document-rule.ts';
import { messageSchema, messagesOf, withTraits } from '../documents/event-channels.ts';

/** Each message has an example, with a payload and, where headers are declared, with headers. */
export const asyncMessageExamples = documentRule((document) =>
  messagesOf(document).flatMap(({ name, node }) => {
    const examples = withTraits(node, 'examples').items();
    const wanted = (['payload', 'headers'] as const).filter((part) => messageSchema(node, part) !== undefined);
    if (examples.some((example) => wanted.every((part) => example.at(part).value !== undefined))) return [];
    const message = examples.length === 0 ? 'has no example' : `has no example with ${wanted.join(' and ')}`;
    return [{ message: `the message ${name} ${message}`, node }];
  }),
);
