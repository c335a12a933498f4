import { documentRule } from '../documents/document-rule.ts';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Segments of paths are kebab-case: lower case words with hyphens. Parameters and `.well-known` (RFC 8615) are not judged here. */
export const namePathKebab = documentRule(({ protocol, root }) => {
  if (protocol !== 'openapi') return [];
  return root
    .at('paths')
    .members()
    .filter(([path]) => path.startsWith('/'))
    .flatMap(([path, node]) => {
      const wrong = path.split('/').filter((segment) => segment !== '' && segment !== '.well-known' && !isKebab(segment));
      if (wrong.length === 0) return [];
      const listed = wrong.map((segment) => `'${segment}'`).join(', ');
      return [{ message: `in the path ${path}, ${listed} must be kebab-case: lower case words with hyphens`, node }];
    });
});

/** What stands between parameters: `{id}` alone is nothing, `{id}.json` is `json`. */
function isKebab(segment: string): boolean {
  return segment
    .split(/\{[^}]*\}|[.:]/)
    .filter((part) => part !== '')
    .every((part) => KEBAB.test(part));
}
