import { Router } from 'express';
import type { Request, Response } from 'express';
import { settingsValidator } from '../../registry/workspace/index.ts';
import { problemViolations, refuse, sendProblem } from '../http/problem.ts';
import { readJson } from '../http/read-json.ts';
import schema from '../mock.schema.json' with { type: 'json' };
import { sessionNameOf } from '../state/sessions.ts';
import type { Session, Sessions } from '../state/sessions.ts';
import { findUnknownChannel } from './check-event-behaviour.ts';
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

/**
 * Control of how events are delivered to the session that `Interlock-Session` names, below `/__interlock/events/<contract>`: what happened to
 * messages, what was refused, how disorderly delivery is, and events that are told to happen.
 */
export function eventRoutes(exchange: EventExchange, sessions: Sessions): Router {
  const router = Router();
  const about = (handle: (mock: EventMock, session: Session, request: Request, response: Response) => void | Promise<void>) => {
    return (request: Request, response: Response, next: (error: unknown) => void): void => {
      const name = sessionNameOf(request.headers);
      if (name === undefined) return sendProblem(response, refuse(400, 'SESSION_INVALID', 'Interlock-Session is no name of a session'));
      const mock = exchange.of(String(request.params['contract']));
      if (!mock) return sendProblem(response, refuse(404, 'UNKNOWN_CONTRACT', 'No event contract with this id is served'));
      Promise.resolve(handle(mock, sessions.of(name), request, response)).catch(next);
    };
  };
  const paths = {
    '/events/:contract': { get: about(showEvents), post: about((mock, session, ...rest) => emit(mock, session, sessions.seed, ...rest)) },
    '/events/:contract/disorder': { get: about(showDisorder), put: about(setDisorder) },
    '/events/:contract/release': { post: about(release) },
    '/events/:contract/dead-letters': { get: about(showDeadLetters) },
  };
  for (const [path, handlers] of Object.entries(paths)) {
    if ('get' in handlers) router.get(path, handlers.get);
    if ('post' in handlers) router.post(path, handlers.post);
    if ('put' in handlers) router.put(path, handlers.put);
    const allow = Object.keys(handlers).join(', ').toUpperCase();
    router.all(path, (_request, response) => {
      sendProblem(response, refuse(405, 'METHOD_NOT_ALLOWED', `This path takes ${allow}`, { headers: { allow } }));
    });
  }
  return router;
}

function showEvents(mock: EventMock, session: Session, _request: Request, response: Response): void {
  const { nextId, waiting, mishaps } = session.part(mock.room);
  response.json({ taken: nextId - 1, waiting, mishaps });
}

async function emit(mock: EventMock, session: Session, seed: string, request: Request, response: Response): Promise<void> {
  const event = await readJson(request);
  if (!validateEvent(event)) {
    return sendProblem(
      response,
      refuse(400, 'EVENT_INVALID', 'Send {"channel", "message"?, "payload"?, "headers"?}: what is left out is made'),
    );
  }
  const emitted = emitEvent(mock, session, event, [seed, session.name].filter((part) => part !== '').join(' '));
  if ('message' in emitted) return void response.status(202).json(emitted.message);
  const detail = emitted.violations.length > 0 ? 'The contract does not permit the event' : 'The contract has no such channel or message';
  sendProblem(response, refuse(422, 'MESSAGE_INVALID', detail, { violations: emitted.violations }));
}

function showDisorder(mock: EventMock, session: Session, _request: Request, response: Response): void {
  response.json({ disorder: session.part(mock.room).rules });
}

async function setDisorder(mock: EventMock, session: Session, request: Request, response: Response): Promise<void> {
  const sent = await readJson(request);
  if (!validateRules(sent)) {
    const faults = (validateRules.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ');
    return sendProblem(response, refuse(400, 'DISORDER_INVALID', `Send {"disorder": [{"duplicate": 0.1}]}: ${faults}`));
  }
  const unknown = findUnknownChannel(mock.compiled.contract, sent.disorder);
  if (unknown) return sendProblem(response, refuse(422, 'UNKNOWN_CHANNEL', unknown.message));
  session.part(mock.room).rules = sent.disorder;
  showDisorder(mock, session, request, response);
}

function release(mock: EventMock, session: Session, _request: Request, response: Response): void {
  response.json({ released: session.part(mock.room).release() });
}

function showDeadLetters(mock: EventMock, session: Session, _request: Request, response: Response): void {
  response.json(
    session.part(mock.room).deadLetters.map(({ violations, ...letter }) => ({ ...letter, violations: problemViolations(violations) })),
  );
}
