import type * as Core from '@stoplight/spectral-core';
import type * as Formats from '@stoplight/spectral-formats';
import type * as Functions from '@stoplight/spectral-functions';
import type * as Parsers from '@stoplight/spectral-parsers';
import type * as RefResolver from '@stoplight/spectral-ref-resolver';
import type * as Rulesets from '@stoplight/spectral-rulesets';

/** The parts of Spectral. */
export interface Spectral {
  readonly core: typeof Core;
  readonly formats: typeof Formats;
  readonly functions: typeof Functions;
  readonly parsers: typeof Parsers;
  readonly refResolver: typeof RefResolver;
  readonly rulesets: typeof Rulesets;
}

let loading: Promise<Spectral> | undefined;

/** Loads Spectral when it is first needed: importing it takes longer than most commands. */
export function loadSpectral(): Promise<Spectral> {
  return (loading ??= importAll());
}

async function importAll(): Promise<Spectral> {
  const [core, formats, functions, parsers, refResolver, rulesets] = await Promise.all([
    import('@stoplight/spectral-core'),
    import('@stoplight/spectral-formats'),
    import('@stoplight/spectral-functions'),
    import('@stoplight/spectral-parsers'),
    import('@stoplight/spectral-ref-resolver'),
    import('@stoplight/spectral-rulesets'),
  ]);
  return {
    core: commonJs(core),
    formats: commonJs(formats),
    functions: commonJs(functions),
    parsers: commonJs(parsers),
    refResolver: commonJs(refResolver),
    rulesets: commonJs(rulesets),
  };
}

/** `module.exports` of a CommonJS module: Node finds the names of its exports only in part. */
function commonJs<T extends object>(module: T): T {
  return (module as { readonly default?: T }).default ?? module;
}
