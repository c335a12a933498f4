import type { Response } from 'express';
import { settingsValidator } from '../../registry/workspace/index.ts';
import type { ControlRoute } from '../control/control-route.ts';
import { problemViolations, refuse } from '../http/refusals/problem.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import schema from '../mock.schema.json' with { type: 'json' };
import type { Session, Sessions } from '../state/sessions.ts';
import { findUnknownChannel } from './check-event-behaviour.ts';
import { deadLetterAddress } from './dead-letter-address.ts';
import type { DisorderRule } from './disorder.ts';
import { emitEvent } from './emit-event.ts';
import type { EmittedEvent } from './emitted-event.ts';
import type { EventExchange } from './event-exchange.ts';
import type { EventMock } from './event-mock.ts';

const validateRules = settingsValidator<{ readonly disorder: readonly DisorderRule[] }>({
  type: 'object',
  required: ['disorder'],
  additionalProperties: false,
  properties: { disorder: schema.properties.events.properties.disorder },
  $defs: schema.$defs,
});

const validateEvent = settingsValidator<EmittedEvent>({
  type: 'object',
  required: ['channel'],
  additionalProperties: false,
  properties: { channel: { type: 'string' }, message: { type: 'string' }, payload: true, headers: { type: 'object' } },
});

/** Control of how events are delivered to the session that `Interlock-Session` names, and events that are told to happen. */
export function eventRoutes(exchange: EventExchange, sessions: Sessions): readonly ControlRoute[] {
  const about =
    (handle: EventHandler): ControlRoute['serve'] =>
    ({ session, sent, request, response }) => {
      const mock = exchange.of(String(request.params['contract']));
      if (!mock) return sendProblem(response, refuse(404, 'UNKNOWN_CONTRACT', 'No event contract with this id is served'));
      return handle(mock, session, sent, response);
    };
  const path = '/events/:contract';
  return [
    { method: 'GET', path, does: 'counts what was taken, what waits, and mishaps', serve: about(showEvents) },
    {
      method: 'POST',
      path,
      takesJson: true,
      does: 'lets an event happen: {"channel", "message"?, "payload"?, "headers"?}',
      serve: about((mock, session, ...rest) => emit(mock, session, sessions.seedOf(session), ...rest)),
    },
    { method: 'GET', path: `${path}/dead-letters`, does: 'shows what was refused', serve: about(showDeadLetters) },
    { method: 'GET', path: `${path}/disorder`, does: 'shows the rules of disorder', serve: about(showDisorder) },
    {
      method: 'PUT',
      path: `${path}/disorder`,
      takesJson: true,
      does: 'sets the rules of disorder of the session: {"disorder": [{"duplicate": 0.1}]}',
      serve: about(setDisorder),
    },
    { method: 'POST', path: `${path}/release`, does: 'delivers what waits', serve: about(release) },
  ];
}

type EventHandler = (mock: EventMock, session: Session, sent: unknown, response: Response) => void;

function showEvents(mock: EventMock, session: Session, _sent: unknown, response: Response): void {
  const { nextId, waiting, mishaps } = session.part(mock.room);
  response.json({ taken: nextId - 1, waiting, mishaps });
}

function emit(mock: EventMock, session: Session, seed: string, event: unknown, response: Response): void {
  if (!validateEvent(event)) {
    return sendProblem(
      response,
      refuse(400, 'EVENT_INVALID', 'Send {"channel", "message"?, "payload"?, "headers"?}: what is left out is made'),
    );
  }
  const emitted = emitEvent(mock, session, event, seed);
  if ('message' in emitted) return void response.status(202).json(emitted.message);
  const detail = emitted.violations.length > 0 ? 'The contract does not permit the event' : 'The contract has no such channel or message';
  sendProblem(response, refuse(422, 'MESSAGE_INVALID', detail, { violations: emitted.violations }));
}

function showDisorder(mock: EventMock, session: Session, _sent: unknown, response: Response): void {
  response.json({ disorder: session.part(mock.room).rules });
}

function setDisorder(mock: EventMock, session: Session, sent: unknown, response: Response): void {
  if (!validateRules(sent)) {
    const faults = validateRules.errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ');
    return sendProblem(response, refuse(400, 'DISORDER_INVALID', `Send {"disorder": [{"duplicate": 0.1}]}: ${faults}`));
  }
  const unknown = findUnknownChannel(mock.compiled.contract, sent.disorder);
  if (unknown) return sendProblem(response, refuse(422, 'UNKNOWN_CHANNEL', unknown.message));
  session.part(mock.room).set(sent.disorder);
  showDisorder(mock, session, sent, response);
}

function release(mock: EventMock, session: Session, _sent: unknown, response: Response): void {
  response.json({ released: session.part(mock.room).release() });
}

function showDeadLetters(mock: EventMock, session: Session, _sent: unknown, response: Response): void {
  response.json(
    session.part(mock.room).deadLetters.map(({ violations, ...letter }) => {
      const found = mock.findChannel(letter.address);
      const channel = found?.operations[0]?.channel ?? found?.replies[0]?.reply?.channel;
      const goesTo = channel ? { deadLetter: deadLetterAddress(channel, letter.address) } : {};
      return { ...letter, ...goesTo, violations: problemViolations(violations) };
    }),
  );
}
