import { ERRORS, EXIT } from '../errors.ts';

const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: 'all is well',
  gateFailed: 'the gate failed: something was checked and is wrong',
  usage: 'usage, configuration, or a contract that cannot be read',
  registry: 'a registry, database or other system does not answer',
  bug: 'a bug in Interlock',
};

/** docs/errors.md: the exit codes and the error table, as they are in errors.ts. */
export function renderErrorsPage(): string {
  return [
    '# Errors',
    '',
    'Made from `errors.ts` by `npm run docs`; edit that.',
    '',
    'On the command line an error is one line on standard error, `file:line:column  error  CODE  detail`. Over HTTP it is a problem',
    'document (RFC 9457) with the status and title below.',
    '',
    '## Exit codes',
    '',
    '| Exit | Meaning |',
    '| ---: | --- |',
    ...Object.entries(EXIT).map(([name, code]) => `| ${code} | ${EXIT_MEANINGS[name as keyof typeof EXIT]} |`),
    '',
    '## Codes',
    '',
    '| Code | Exit | HTTP status | Meaning |',
    '| --- | ---: | ---: | --- |',
    ...Object.entries(ERRORS).map(([code, { exit, status, title }]) => `| \`${code}\` | ${exit} | ${status} | ${title} |`),
    '',
  ].join('\n');
}
