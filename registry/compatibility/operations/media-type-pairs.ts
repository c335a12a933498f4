import type { MediaType } from '../../contract/index.ts';
import { canonicalType, concreteType, isRange, mediaTypeFor } from './media-types.ts';

/** A concrete media type that a sender may send, and what both versions declare for it. */
export interface MediaTypePair {
  /** As the Content-Type says. */
  readonly contentType: string;
  readonly sender: MediaType;
  /** Absent when the receiver doesn't take it. */
  readonly receiver: MediaType | undefined;
}

/**
 * The media types that a sender may send, with what the receiver declares for each. A range stands for a media type that nobody declares
 * and for each that the receiver declares below it, ranges among them.
 */
export function mediaTypePairs(sender: readonly MediaType[], receiver: readonly MediaType[]): readonly MediaTypePair[] {
  const pairs = new Map<string, MediaTypePair>();
  for (const own of sender) {
    const concrete = isRange(own.mediaType)
      ? [concreteType(own.mediaType), ...receiver.map(({ mediaType }) => (isRange(mediaType) ? concreteType(mediaType) : mediaType))]
      : [own.mediaType];
    for (const contentType of concrete) {
      if (mediaTypeFor(sender, contentType) !== own) continue;
      const key = `${canonicalType(own.mediaType)} ${canonicalType(contentType)}`;
      if (!pairs.has(key)) pairs.set(key, { contentType, sender: own, receiver: mediaTypeFor(receiver, contentType) });
    }
  }
  return [...pairs.values()];
}

/** A declared media type that the other version doesn't have, or not all of. */
export interface MissingMediaType {
  readonly mediaType: MediaType;
  /** It is a range, and the other version has some of it. */
  readonly isPartly: boolean;
}

/** The declared media types of one version that the other lacks, wholly or in part. */
export function mediaTypesMissing(own: readonly MediaType[], others: readonly MediaType[]): readonly MissingMediaType[] {
  return own.flatMap((mediaType) => {
    if (mediaTypeFor(others, concreteType(mediaType.mediaType)) !== undefined) return [];
    const isPartly =
      isRange(mediaType.mediaType) && others.some((other) => mediaTypeFor([mediaType], concreteType(other.mediaType)) !== undefined);
    return [{ mediaType, isPartly }];
  });
}
