import type { AcceptedRequest } from '../outcome.ts';
import type { PageStep } from './page.ts';

/** Writes links to the pages of a list: the request's own URL, with another page. */
export class PageLinks {
  private readonly request: Pick<AcceptedRequest, 'url' | 'mountPath' | 'headers'>;

  constructor(request: Pick<AcceptedRequest, 'url' | 'mountPath' | 'headers'>) {
    this.request = request;
  }

  /** The path and query of a page; of the request itself without a step. */
  path(step?: PageStep): string {
    const { url } = this.request;
    const end = url.includes('?') ? url.indexOf('?') : url.length;
    const path = url.slice(0, end);
    const parameters = new URLSearchParams(url.slice(end));
    if (step) parameters.set(step.name, step.value);
    const text = parameters.toString();
    return `${this.request.mountPath}${path}${text === '' ? '' : `?${text}`}`;
  }

  /** The same as a URL, by the host that the client called. */
  url(step?: PageStep): string {
    return `http://${this.request.headers.host ?? 'localhost'}${this.path(step)}`;
  }
}
