import { formatPlace } from '../../errors.ts';
import type { Formatter } from './formatter.ts';

/** For programs: the verdict, the contracts and the findings as one JSON document. `at` is the place as the text report writes it. */
export const formatJson: Formatter = (findings, { verdict, contracts }) => {
  const withPlaces = findings.map((finding) => ({ at: formatPlace(finding.place), ...finding }));
  return `${JSON.stringify({ verdict, ...(contracts && { contracts }), findings: withPlaces }, null, 2)}\n`;
};
