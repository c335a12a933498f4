import type { AnySchemaObject, KeywordDefinition, Options, ValidateFunction } from 'ajv';

/** The part of ajv that Spectral compiles its own schemas with. */
interface Validators {
  addKeyword(definition: KeywordDefinition): unknown;
  addSchema(schema: AnySchemaObject): unknown;
  compile(schema: AnySchemaObject): ValidateFunction;
}

/** A validator as Spectral sees it, which takes the plugins of ajv later than they are given. */
export interface LateValidators extends Validators {
  later(call: (ajv: Validators) => void): void;
}

/** What ajv compiled at build time, by `schemaKey`. */
export type CompiledSchemas = ReadonlyMap<string, ValidateFunction>;

/** What a compiled schema depends on: its text and that of the schemas added before it. */
export function schemaKey(schema: AnySchemaObject, added: readonly AnySchemaObject[]): string {
  return JSON.stringify([schema, ...added]);
}

/**
 * Stands in for the class of ajv in modules whose schemas were compiled at build time: compiling them again takes longer than linting a
 * small document. A schema that was not is compiled by ajv, which is made for the first of them.
 */
export function lateAjv(Ajv: new (options: Options) => Validators, compiled: CompiledSchemas): new (options: Options) => LateValidators {
  return class implements LateValidators {
    readonly #options: Options;
    readonly #calls: ((ajv: Validators) => void)[] = [];
    readonly #added: AnySchemaObject[] = [];
    #ajv: Validators | undefined;

    constructor(options: Options) {
      this.#options = options;
    }

    later(call: (ajv: Validators) => void): void {
      if (this.#ajv) call(this.#ajv);
      else this.#calls.push(call);
    }

    addKeyword(definition: KeywordDefinition): void {
      this.later((ajv) => ajv.addKeyword(definition));
    }

    addSchema(schema: AnySchemaObject): void {
      this.#added.push(schema);
      this.later((ajv) => ajv.addSchema(schema));
    }

    compile(schema: AnySchemaObject): ValidateFunction {
      return compiled.get(schemaKey(schema, this.#added)) ?? this.#made().compile(schema);
    }

    #made(): Validators {
      if (!this.#ajv) {
        this.#ajv = new Ajv(this.#options);
        for (const call of this.#calls.splice(0)) call(this.#ajv);
      }
      return this.#ajv;
    }
  };
}

/** A plugin of ajv that `LateValidators` take, too. */
export function latePlugin(plugin: (ajv: Validators) => void): (ajv: LateValidators) => void {
  return (ajv) => ajv.later(plugin);
}
