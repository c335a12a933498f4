import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';

/**
 * The findings, each with a fingerprint, none twice: the one that it has, else a hash of its rule, its contract, and its subject or where in which
 * file it stands. Other words, other lines and another working directory change nothing. Of several at one place the later ones are told apart by
 * their number, so give together all that one check finds of a contract.
 *
 * @param label prefix with which places print the paths of the tree
 */
export function withFingerprints<F extends Finding>(findings: readonly F[], label = ''): readonly (F & { readonly fingerprint: string })[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity =
      finding.fingerprint ??
      hash([finding.ruleId, finding.contractId ?? '', ...(finding.subject ?? [pathOf(finding, label), finding.pointer])]);
    const times = seen.get(identity) ?? 0;
    seen.set(identity, times + 1);
    return { ...finding, fingerprint: times === 0 ? identity : hash([identity, `${times}`]) };
  });
}

function pathOf({ place: { file } }: Finding, label: string): string {
  return file.startsWith(label) ? file.slice(label.length) : file;
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
