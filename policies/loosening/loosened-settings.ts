import { CONFIG_FILE, type Workspace } from '../../registry/workspace/index.ts';
import { LANDSCAPE_RULES } from '../landscape/landscape-rules.ts';
import { severityInLandscape } from '../landscape/severity-in-landscape.ts';
import { ALL_CRITICALITIES, type Loosening } from './loosening.ts';
import { loweredSeverities, type Severities } from './lowered-severities.ts';
import { placeIn } from './place-in.ts';

/** What `interlock.config.yaml` lets pass that it didn't: rules over the landscape, hosts, environments in which breaks only warn. */
export async function loosenedSettings(before: Workspace, now: Workspace): Promise<readonly Loosening[]> {
  const at = async (pointer: string): Promise<Pick<Loosening, 'place' | 'before'>> => ({
    place: await placeIn(now.tree, CONFIG_FILE, pointer),
    before: await placeIn(before.tree, CONFIG_FILE, pointer),
  });
  const found: Loosening[] = [];
  for (const rule of LANDSCAPE_RULES) {
    const [then, today] = [before, now].map(({ config }) => {
      const severity = (criticality: 0 | 1 | 2 | 3): string => severityInLandscape(rule, criticality, config.landscapeRules);
      return [severity(0), severity(1), severity(2), severity(3)] as Severities;
    });
    const { criticalities, words } = loweredSeverities(then!, today!);
    if (criticalities.length === 0) continue;
    found.push({
      subject: [rule.id],
      message: `the rule '${rule.id}': ${words}`,
      ...(await at(`/landscapeRules/${rule.id}`)),
      criticalities,
    });
  }
  for (const [key, means] of [
    ['allowedHosts', 'documents may refer to it now'],
    ['nonProduction', 'a break that is felt only there does not fail now'],
  ] as const) {
    for (const name of now.config[key].filter((each) => !before.config[key].includes(each))) {
      const pointer = `/${key}/${now.config[key].indexOf(name)}`;
      found.push({
        subject: [key, name],
        message: `'${name}' came to ${key}: ${means}`,
        ...(await at(pointer)),
        criticalities: ALL_CRITICALITIES,
      });
    }
  }
  if (now.config.inDocumentIgnores && !before.config.inDocumentIgnores) {
    const message = 'inDocumentIgnores is on: documents may say by themselves which rules find nothing in them';
    found.push({ subject: ['inDocumentIgnores'], message, ...(await at('/inDocumentIgnores')), criticalities: ALL_CRITICALITIES });
  }
  return found;
}
