import type { EventDocument } from './event-document.ts';
import { eventDocument } from './event-document.ts';
import type { Field } from './field.ts';
import type { HttpDocument } from './http-document.ts';
import { httpDocument } from './http-document.ts';

/** A contract of the landscape, before it is written. */
export interface PlannedContract {
  readonly id: string;
  /** Domain that its folder stands in. */
  readonly domain: string;
  readonly title: string;
  readonly team: string;
  readonly layer: 'system' | 'process' | 'experience' | 'partner';
  readonly system: string;
  readonly criticality: 0 | 1 | 2 | 3;
  readonly mode: 'api' | 'event' | 'batch';
  readonly slo: Readonly<Record<string, number>>;
  readonly uses: readonly PlannedUse[];
  readonly document:
    | ({ readonly kind: 'http' } & Pick<HttpDocument, 'version' | 'thing' | 'capabilities' | 'movesMoney'>)
    | ({ readonly kind: 'event' } & Pick<EventDocument, 'version' | 'thing' | 'action' | 'happenings'>);
}

/** A call that the implementation of a contract makes. */
export interface PlannedUse {
  readonly contract: string;
  readonly operation: string;
  /** Path of the declared mapping, from the workspace. */
  readonly mapping?: string;
  /** The operation of its own in whose course it makes the call. */
  readonly during?: string;
}

/** Folder of a contract in the workspace. */
export function folderOf({ domain, id }: Pick<PlannedContract, 'domain' | 'id'>): string {
  return `contracts/${domain}/${id}`;
}

const CLASSES = ['N', 'I', 'F', 'P'] as const;

/** The highest class among fields. */
export function highestClass(fields: readonly Field[]): string {
  return CLASSES[Math.max(...fields.map(({ dataClass }) => CLASSES.indexOf(dataClass)))]!;
}

/** The files of a contract as plain data: contract.yaml and its document. */
export function filesOf(contract: PlannedContract): Readonly<Record<string, unknown>> {
  const { id, title, team, layer, system, criticality, mode, slo, uses, document } = contract;
  const isEvent = document.kind === 'event';
  const facesOutside = layer === 'partner';
  const environment = (name: string, host: string) => ({
    name,
    url: isEvent ? `kafka-secure://${host}:9093` : `https://${host}/${id}/v1`,
  });
  const host = isEvent ? 'events' : system;
  const metadata = {
    id,
    title,
    description: `${title} of the hospital group.`,
    owner: { team, contact: `${team}@hospital.example` },
    layer,
    system,
    criticality,
    mode,
    ...(mode === 'batch' && { modeRationale: 'Reports are made from it at night; no work waits for it.' }),
    audience: facesOutside ? 'partner' : 'company',
    dataClassification: highestClass(document.thing.fields),
    lifecycle: 'active',
    slo,
    runbook: 'runbook.md',
    environments: [environment('production', `${host}.hospital.example`), environment('test', `${host}.test.hospital.example`)],
    ...(uses.length > 0 && { uses }),
  };
  const common = { id, title, team };
  const written =
    document.kind === 'http'
      ? httpDocument({ ...common, host, ...document })
      : eventDocument({ ...common, domain: contract.domain, ...document });
  const folder = folderOf(contract);
  return { [`${folder}/contract.yaml`]: metadata, [`${folder}/${isEvent ? 'asyncapi' : 'openapi'}.yaml`]: written };
}
