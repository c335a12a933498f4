import { Router } from 'express';
import type { RequestHandler } from 'express';
import { readJson } from '../http/bodies/read-json.ts';
import { refuse } from '../http/refusals/problem.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import { sessionNameOf } from '../state/sessions.ts';
import type { Sessions } from '../state/sessions.ts';
import type { ControlRoute } from './control-route.ts';

/** Serves the server's own routes, a list of them at `/`, and 405 for methods that a path does not take. */
export function serveControl(routes: readonly ControlRoute[], sessions: Sessions): Router {
  const router = Router();
  const listed = routes.map(({ method, path, does }) => ({ method, path: `/__interlock${path.replaceAll(/:(\w+)/g, '<$1>')}`, does }));
  const index: ControlRoute = {
    method: 'GET',
    path: '/',
    does: 'lists these routes',
    serve: ({ response }) => void response.json({ routes: listed }),
  };
  const all = [index, ...routes];
  for (const route of all) router[verbOf(route)](route.path, handlerOf(route, sessions));
  for (const path of new Set(all.map((route) => route.path))) {
    const allow = all
      .filter((route) => route.path === path)
      .map(({ method }) => method)
      .join(', ');
    router.all(path, (_request, response) => {
      sendProblem(response, refuse(405, 'METHOD_NOT_ALLOWED', `This path takes ${allow}`, { headers: { allow } }));
    });
  }
  return router;
}

function verbOf({ method }: ControlRoute): 'get' | 'post' | 'put' | 'delete' {
  return method.toLowerCase() as Lowercase<typeof method>;
}

function handlerOf(route: ControlRoute, sessions: Sessions): RequestHandler {
  return (request, response, next) => {
    const name = sessionNameOf(request.headers);
    if (name === undefined) return sendProblem(response, refuse(400, 'SESSION_INVALID', 'Interlock-Session is no name of a session'));
    const serve = async (): Promise<void> => {
      const body = route.takesJson ? await readJson(request) : { value: undefined };
      if ('refusal' in body) return sendProblem(response, body.refusal);
      const call = {
        request,
        response,
        sent: body.value,
        get session() {
          return sessions.of(name);
        },
      };
      return route.serve(call);
    };
    serve().catch(next);
  };
}
