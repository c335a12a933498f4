import type { LandscapeRule } from './landscape-rule.ts';
import { landAnalyticsCoupling } from './rules/land-analytics-coupling.ts';
import { landCriticalityInversion } from './rules/land-criticality-inversion.ts';
import { landDirectCall } from './rules/land-direct-call.ts';
import { landLayerDirection } from './rules/land-layer-direction.ts';
import { landOrphanEvent } from './rules/land-orphan-event.ts';
import { landOverlappingInterface } from './rules/land-overlapping-interface.ts';
import { landPhiExposure } from './rules/land-phi-exposure.ts';
import { landSemanticDrift } from './rules/land-semantic-drift.ts';
import { landSloChain } from './rules/land-slo-chain.ts';
import { landSunsetConsumer } from './rules/land-sunset-consumer.ts';
import { landUndocumentedMapping } from './rules/land-undocumented-mapping.ts';
import { landUngoverned } from './rules/land-ungoverned.ts';

/** Every rule over the whole landscape, in the order in which their findings are reported. */
export const LANDSCAPE_RULES: readonly LandscapeRule[] = [
  landAnalyticsCoupling,
  landCriticalityInversion,
  landDirectCall,
  landLayerDirection,
  landOrphanEvent,
  landOverlappingInterface,
  landPhiExposure,
  landSemanticDrift,
  landSloChain,
  landSunsetConsumer,
  landUndocumentedMapping,
  landUngoverned,
];
