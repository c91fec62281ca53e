import { Spine1764000000000 } from "./1764000000000-spine";

/** In time order. A landed migration never changes. */
export const MIGRATIONS = [Spine1764000000000];
