import type { Channel, Contract } from '../../registry/contract/index.ts';
import { deadLetterAddress, deadLetterTemplate } from '../events/dead-letter-address.ts';
import { trimSlash } from '../events/find-channel.ts';

/** The subjects of a channel on a NATS broker. Parameters are `*`: one token each. */
export interface ChannelSubjects {
  /** As the contract writes it, `orders.{region}`, with no slash at the front. */
  readonly address: string;
  readonly channel: string;
  /** The address as a subject. */
  readonly subject: string;
  /** Where the mock takes messages. */
  readonly taken: string;
  /** Where it delivers those that the contract permits. */
  readonly delivered: string;
  /** Where it puts the others. */
  readonly deadLetters: string;
  /** Address of a dead letter, by the address of the message. */
  deadLetterOf(address: string): string;
}

/** Before a subject: where messages are taken for a channel that the application sends on, and delivered for one that it only receives on. */
const TAKEN = 'publish.';
const DELIVERED = 'delivered.';
/** After the subject of a channel whose dead letters have no subject that NATS can have. */
const DEAD_LETTERS = '.dead-letter';

/**
 * The subjects of a contract's channels. What the application of the contract sends comes on the channel's own address, and what it receives is
 * taken there, so that its peers need no other; the other side of the channel has a prefix.
 */
export function channelSubjects(contract: Contract): readonly ChannelSubjects[] {
  const sides = new Map<string, { readonly channel: Channel; sends: boolean }>();
  const see = (channel: Channel | undefined, sends: boolean): void => {
    if (!channel || channel.address === null) return;
    const address = trimSlash(channel.address);
    const side = sides.get(address);
    if (side) side.sends ||= sends;
    else sides.set(address, { channel, sends });
  };
  for (const operation of contract.operations) {
    if (operation.kind !== 'event') continue;
    see(operation.channel, operation.action === 'send');
    see(operation.reply?.channel, operation.action === 'receive');
  }
  return [...sides].flatMap(([address, { channel, sends }]) => {
    const subject = patternOf(address);
    if (subject === undefined) return [];
    const [taken, delivered] = sends ? [TAKEN + subject, subject] : [subject, DELIVERED + subject];
    const deadLetters = patternOf(deadLetterTemplate(channel)) ?? subject + DEAD_LETTERS;
    const deadLetterOf = (concrete: string): string => deadLetterAddress(channel, concrete);
    return [{ address, channel: channel.name, subject, taken, delivered, deadLetters, deadLetterOf }];
  });
}

/** Where a message of a concrete address goes; undefined when no channel has the address, or NATS cannot. */
export function subjectFor(channels: readonly ChannelSubjects[], address: string, which: 'delivered' | 'deadLetters'): string | undefined {
  const subject = subjectOf(address);
  const channel = subject === undefined ? undefined : channels.find((one) => fallsUnderSubject(subject, one.subject));
  if (subject === undefined || !channel) return undefined;
  if (which === 'deadLetters') return subjectOf(channel.deadLetterOf(address)) ?? subject + DEAD_LETTERS;
  return channel.delivered === channel.subject ? subject : DELIVERED + subject;
}

/** The subject of a concrete address; undefined when NATS cannot have it (an empty token, blanks, `*` or `>`). */
function subjectOf(address: string): string | undefined {
  const subject = address.replaceAll('/', '.');
  return /^[^\s.*>]+(\.[^\s.*>]+)*$/.test(subject) ? subject : undefined;
}

function patternOf(address: string): string | undefined {
  const tokens = address.replaceAll('/', '.').split('.');
  const pattern = tokens.map((token) => (token.includes('{') ? '*' : token)).join('.');
  return subjectOf(pattern.replaceAll('*', 'x')) === undefined ? undefined : pattern;
}

/** True for a message that is published for the one contract that sends it, though several may declare its channel. */
export function isForOne(subject: string): boolean {
  return subject.startsWith(TAKEN);
}

/** Does a subject fall under a pattern with `*` for single tokens? */
export function fallsUnderSubject(subject: string, pattern: string): boolean {
  const [tokens, wanted] = [subject.split('.'), pattern.split('.')];
  return tokens.length === wanted.length && wanted.every((token, index) => token === '*' || token === tokens[index]);
}

/** The address that a subject below a pattern stands for: the template with its tokens as the subject has them. */
export function addressOfSubject(template: string, pattern: string, subject: string): string {
  const prefix = pattern.split('.').length - template.replaceAll('/', '.').split('.').length;
  const tokens = subject.split('.').slice(prefix);
  return tokens.reduce((address, token, index) => address + (index === 0 ? '' : separatorAt(template, index)) + token, '');
}

function separatorAt(template: string, index: number): string {
  return [...template.matchAll(/[./]/g)][index - 1]?.[0] ?? '.';
}

/** Subjects that together hold all the given ones and of which no two overlap, as the subjects of a stream must be. */
export function disjointSubjects(subjects: readonly string[]): readonly string[] {
  let disjoint: string[] = [];
  for (const subject of subjects) {
    let merged = subject;
    for (let other = findOverlap(disjoint, merged); other !== undefined; other = findOverlap(disjoint, merged)) {
      disjoint = disjoint.filter((one) => one !== other);
      merged = generalise(merged, other);
    }
    disjoint.push(merged);
  }
  return disjoint;
}

function findOverlap(subjects: readonly string[], subject: string): string | undefined {
  const tokens = subject.split('.');
  return subjects.find((other) => {
    const others = other.split('.');
    return (
      others.length === tokens.length && others.every((token, index) => token === '*' || tokens[index] === '*' || token === tokens[index])
    );
  });
}

function generalise(one: string, other: string): string {
  const others = other.split('.');
  return one
    .split('.')
    .map((token, index) => (token === others[index] ? token : '*'))
    .join('.');
}
