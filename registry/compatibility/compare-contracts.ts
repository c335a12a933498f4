import { InterlockError } from '../../errors.ts';
import type { Contract } from '../contract/index.ts';
import type { Change, CompareOptions, Comparison } from './change.ts';
import { compareAsyncApi } from './operations/compare-asyncapi.ts';
import { compareOpenApi } from './operations/compare-openapi.ts';
import { openComparing } from './operations/comparing.ts';
import { settle } from './operations/settle.ts';
import { requiredBump } from './required-bump.ts';

/**
 * Compares two versions of a contract and lists every change, the gravest first. The question is what happens to those who hold the base
 * when the head is deployed: what they send must be taken, what they get must be what they know, what they use must still be there. Each
 * breaking change carries a message that shows it; where none could be shown, the change is unproven, with the reason.
 *
 * Takes time in proportion to the number of operations; what is the same on both sides costs no more than looking at it.
 *
 * @throws InterlockError USAGE when one is OpenAPI and the other AsyncAPI.
 * @example
 * const { changes, requiredBump } = compareContracts(await readContract(old, 'openapi.yaml'), await readContract(tree, 'openapi.yaml'));
 */
export function compareContracts(base: Contract, head: Contract, options: CompareOptions = {}): Comparison {
  const [before, after] = [base.specification.format, head.specification.format];
  if (before !== after) {
    const name = (format: string) => (format === 'openapi' ? 'OpenAPI' : 'AsyncAPI');
    throw new InterlockError('USAGE', `the base is an ${name(before)} document and the head an ${name(after)} one: they can't be compared`);
  }
  const { comparing, notes } = openComparing(base, head, options);
  for (const contract of [base, head]) {
    for (const finding of contract.findings) {
      if (finding.ruleId === 'not-checked') comparing.notCheck({ reason: finding.message, place: finding.place });
    }
  }
  for (const [name, { schemas }] of [
    ['base', base],
    ['head', head],
  ] as const) {
    const reason = comparing.allowance.refuses(schemas.size);
    if (reason !== undefined) return { changes: [], requiredBump: 'none', notChecked: [{ reason: `the ${name} is too large: ${reason}` }] };
  }
  if (base.title !== head.title || base.description !== head.description) comparing.describeAnew();
  const drafts = before === 'openapi' ? compareOpenApi(comparing) : compareAsyncApi(comparing);
  const changes = [...settle(comparing, drafts)].sort(byGravity);
  return { changes, requiredBump: requiredBump(changes, notes.isDescribedAnew), notChecked: notes.notChecked };
}

const VERDICTS = ['breaking', 'unproven', 'warning', 'compatible'] as const;
const SEVERITIES = ['error', 'warning', 'hint'] as const;

function byGravity(one: Change, other: Change): number {
  return (
    VERDICTS.indexOf(one.verdict) - VERDICTS.indexOf(other.verdict) || SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity)
  );
}
