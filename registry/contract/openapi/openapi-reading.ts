import type { Direction, Parameter, RequestBody, Response, Server } from '../contract.ts';
import type { Reading } from '../reading.ts';

/** A part that many operations refer to, by its source object, for each direction: it is read once. */
export type SharedParts<Part> = Readonly<Record<Direction, Map<unknown, Part>>>;

/** The reading of an OpenAPI document. */
export interface OpenApiReading extends Reading {
  readonly shared: {
    readonly parameters: SharedParts<Parameter>;
    readonly requestBodies: SharedParts<RequestBody>;
    readonly responses: SharedParts<Omit<Response, 'status'>>;
  };
  /** Servers of the document. */
  readonly servers: readonly Server[];
}

/** Starts an OpenAPI reading: nothing is shared yet. */
export function openApiReading(reading: Reading, servers: readonly Server[]): OpenApiReading {
  const none = () => ({ input: new Map(), output: new Map() });
  return { ...reading, servers, shared: { parameters: none(), requestBodies: none(), responses: none() } };
}
