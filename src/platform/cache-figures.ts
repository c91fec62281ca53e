/** A cache bounded by bytes. */
export interface CacheFigures {
  entries: number;
  /** Estimated. */
  bytes: number;
  maxBytes: number;
}

export const figuresOfCache = (cache: Record<"size" | "calculatedSize" | "maxSize", number>): CacheFigures => ({
  entries: cache.size,
  bytes: cache.calculatedSize,
  maxBytes: cache.maxSize,
});
