import type { RulesetFunction } from '@stoplight/spectral-core';
import { asyncCloudevents } from './async-cloudevents.ts';
import { asyncCorrelationId } from './async-correlation-id.ts';
import { asyncDeadLetter } from './async-dead-letter.ts';
import { asyncMessageExamples } from './async-message-examples.ts';
import { asyncNaming } from './async-naming.ts';
import { asyncPartitionKey } from './async-partition-key.ts';
import { asyncRetention } from './async-retention.ts';
import { asyncRetry } from './async-retry.ts';
import { auditHeaders } from './audit-headers.ts';
import { concIfMatch } from './conc-if-match.ts';
import { dateFormats } from './date-formats.ts';
import { deprHeaders } from './depr-headers.ts';
import { deprMeta } from './depr-meta.ts';
import { errProblemJson } from './err-problem-json.ts';
import { errProblemMembers } from './err-problem-members.ts';
import { errRetryAfter } from './err-retry-after.ts';
import { errStandardSet } from './err-standard-set.ts';
import { exampleValid } from './example-valid.ts';
import { idemKey } from './idem-key.ts';
import { metaAudience } from './meta-audience.ts';
import { metaClassification } from './meta-classification.ts';
import { metaCriticality } from './meta-criticality.ts';
import { metaLayer } from './meta-layer.ts';
import { metaOwner } from './meta-owner.ts';
import { metaRunbook } from './meta-runbook.ts';
import { metaSlo } from './meta-slo.ts';
import { modeFit } from './mode-fit.ts';
import { moneyNotNumber } from './money-not-number.ts';
import { moneyObject } from './money-object.ts';
import { nameEnumUpperSnake } from './name-enum-upper-snake.ts';
import { nameOperationId } from './name-operation-id.ts';
import { namePathKebab } from './name-path-kebab.ts';
import { namePropertyCamel } from './name-property-camel.ts';
import { nameSchemaPascal } from './name-schema-pascal.ts';
import { obsTraceparent } from './obs-traceparent.ts';
import { pageArrayBounded } from './page-array-bounded.ts';
import { pageCollection } from './page-collection.ts';
import { phiContractClassified } from './phi-contract-classified.ts';
import { phiFieldClassified } from './phi-field-classified.ts';
import { phiNoRealIdentifiers } from './phi-no-real-identifiers.ts';
import { phiNotInUrl } from './phi-not-in-url.ts';
import { refCanonical } from './ref-canonical.ts';
import { refNoRemote } from './ref-no-remote.ts';
import { secAsyncProtocol } from './sec-async-protocol.ts';
import { secHttpsOnly } from './sec-https-only.ts';
import { secMtls } from './sec-mtls.ts';
import { secNoApikeyQuery } from './sec-no-apikey-query.ts';
import { secOauthScopes } from './sec-oauth-scopes.ts';
import { secOperationSecured } from './sec-operation-secured.ts';
import { versionMajorInServer } from './version-major-in-server.ts';

/** Our functions, by the name that rulesets call them: that of the rule, in camelCase. */
export const ownFunctions: Readonly<Record<string, RulesetFunction>> = {
  asyncCloudevents,
  asyncCorrelationId,
  asyncDeadLetter,
  asyncMessageExamples,
  asyncNaming,
  asyncPartitionKey,
  asyncRetention,
  asyncRetry,
  auditHeaders,
  concIfMatch,
  dateFormats,
  deprHeaders,
  deprMeta,
  errProblemJson,
  errProblemMembers,
  errRetryAfter,
  errStandardSet,
  exampleValid,
  idemKey,
  metaAudience,
  metaClassification,
  metaCriticality,
  metaLayer,
  metaOwner,
  metaRunbook,
  metaSlo,
  modeFit,
  moneyNotNumber,
  moneyObject,
  nameEnumUpperSnake,
  nameOperationId,
  namePathKebab,
  namePropertyCamel,
  nameSchemaPascal,
  obsTraceparent,
  pageArrayBounded,
  pageCollection,
  phiContractClassified,
  phiFieldClassified,
  phiNoRealIdentifiers,
  phiNotInUrl,
  refCanonical,
  refNoRemote,
  secAsyncProtocol,
  secHttpsOnly,
  secMtls,
  secNoApikeyQuery,
  secOauthScopes,
  secOperationSecured,
  versionMajorInServer,
};
