/** A part of what identifies a resource in its collection. */
export interface KeyField {
  /** Field of the resource. */
  readonly field: string;
  /** Path parameter of an item that has its value, where items are addressed. */
  readonly parameter: string | undefined;
}
