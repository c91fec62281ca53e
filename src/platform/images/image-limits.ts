/** In pixels, all frames of an animation together. */
export interface ImageLimits {
  points: number;
  /** The limit for formats whose decoding takes several times the memory: progressive JPEG, interlaced PNG, WebP, GIF. */
  costlyPoints: number;
}
