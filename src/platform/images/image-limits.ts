/** In points, all frames of a film together. */
export interface ImageLimits {
  points: number;
  /** Of those whose reading takes several times the memory: progressive JPEG, interlaced PNG, WebP, GIF. */
  costlyPoints: number;
}
