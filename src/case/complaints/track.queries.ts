import { HouseRules } from "../../house-rules/house-rules";
import type { Reader } from "../../platform/database/reader";

/** The most that the cases of an order may claim together on the fast track, by the rule in force at that time. */
export async function fastMostAt(reader: Reader, at: number, currency: string): Promise<number> {
  const [limits = {}] = (await HouseRules.inForce(reader, at)).family("fastTrack.most");
  return limits[currency] ?? limits.other ?? 0;
}
