import type { Reader } from "../../platform/database/reader";
import { HouseRules } from "../../house-rules/house-rules";
import { requiredKinds } from "./kind-rules.pure";
import { Verification } from "./verification.entity";
import { shareAt } from "./verification.pure";

/** For each provider the share, 0 to 1, of the required verifications that were valid at a moment, present or past. */
export async function verifiedShare(
  reader: Reader,
  providerIds: readonly string[],
  at: number,
): Promise<Map<string, number>> {
  const required = requiredKinds(await HouseRules.inForce(reader, at));
  const verified = await reader.find(Verification, { providerId: providerIds, kind: required });
  return new Map(
    providerIds.map((id) => [
      id,
      shareAt(
        required,
        verified.filter(({ providerId }) => providerId === id),
        at,
      ),
    ]),
  );
}
