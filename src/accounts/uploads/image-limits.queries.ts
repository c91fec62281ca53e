import type { Reader } from "../../platform/database/reader";
import type { ImageLimits } from "../../platform/images/image-limits";
import { HouseRules } from "../../house-rules/house-rules";
import { HOUSE_RULES } from "../../house-rules/house-rules.table";
import { isSandbox } from "../../platform/database/sandboxed";

const RULE = "uploads.image";

/** In a sandbox, whose rules are anybody's, no more than what a platform begins with: it is the memory of all. */
export async function imageLimits(reader: Reader, now: number): Promise<ImageLimits> {
  const rules = await HouseRules.inForce(reader, now);
  const most = isSandbox(reader) ? HOUSE_RULES[RULE][0] : null;
  const limit = (unit: keyof ImageLimits): number => Math.min(rules.number(RULE, unit), most?.[unit] ?? Infinity);
  return { points: limit("points"), costlyPoints: limit("costlyPoints") };
}
