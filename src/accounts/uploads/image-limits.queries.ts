import type { Reader } from "../../platform/database/reader";
import type { ImageLimits } from "../../platform/images/image-limits";
import { HouseRules } from "../../house-rules/house-rules";

const RULE = "uploads.image";

export async function imageLimits(reader: Reader, now: number): Promise<ImageLimits> {
  const rules = await HouseRules.inForce(reader, now);
  return { points: rules.number(RULE, "points"), costlyPoints: rules.number(RULE, "costlyPoints") };
}
