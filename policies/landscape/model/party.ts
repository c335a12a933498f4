import type { ConsumerFile } from '../../../registry/workspace/index.ts';
import type { Member, Party } from './landscape.ts';

/** Tells who somebody is: whoever has the name, with its file and the contracts that it, or the system of its name, implements. */
export function partyReader(members: readonly Member[], files: readonly ConsumerFile[]): (id: string) => Party {
  const known = new Map<string, Party>();
  return (id) => {
    const found = known.get(id) ?? readParty(id, members, files);
    known.set(id, found);
    return found;
  };
}

function readParty(id: string, all: readonly Member[], files: readonly ConsumerFile[]): Party {
  const named = all.filter((member) => member.id === id);
  const members = named.length > 0 ? named : all.filter(({ metadata }) => metadata.system === id);
  const systems = [...new Set(members.map(({ metadata }) => metadata.system))];
  const file = files.find(({ consumer }) => consumer.id === id);
  const ofSystem = files.find(({ consumer }) => systems.includes(consumer.id));
  const layers = new Set(members.map(({ metadata }) => metadata.layer));
  const criticalities = members.map(({ metadata }) => metadata.criticality);
  const [first] = members;
  return {
    id,
    consumer: file?.consumer,
    members,
    layer: file?.consumer.layer ?? (layers.size === 1 ? [...layers][0] : undefined),
    criticality:
      file?.consumer.criticality ?? (criticalities.length > 0 ? criticalities.reduce((one, next) => (next < one ? next : one)) : undefined),
    clearance: file?.consumer.clearance ?? ofSystem?.consumer.clearance,
    systems: systems.length > 0 ? systems : [id],
    locate: (key) => {
      if (file && key !== 'slo' && key in file.consumer) return file.locate(`/${key}`);
      if (first && key !== 'clearance') return first.locateMetadata(`/${key}`);
      return file?.locate('/id') ?? first!.locateMetadata('/id');
    },
  };
}
