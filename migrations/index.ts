import { Spine1764000000000 } from "./1764000000000-spine";
import { HouseRules1764000000001 } from "./1764000000001-house-rules";

/** In time order. A landed migration never changes. */
export const MIGRATIONS = [Spine1764000000000, HouseRules1764000000001];
