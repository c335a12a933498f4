import { apiDocument, oncePerDocument } from './api-document.ts';

/** The OpenAPI or AsyncAPI document that a `contract.yaml` is about; of protocol `other` when there is none. */
export const describedApi = oncePerDocument(({ root }) => apiDocument(root.at('document').target));
