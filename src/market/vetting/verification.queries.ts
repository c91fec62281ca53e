import type { Reader } from "../../platform/database/reader";
import { HouseRules } from "../../house-rules/house-rules";
import { requiredKinds } from "./kind-rules.pure";
import { Verification } from "./verification.entity";
import { shareAt, standingAt } from "./verification.pure";

/** How a provider's required verifications stood at a moment. */
export interface Verified {
  /** The share of them that were valid, 0 to 1. */
  share: number;
  /** One of them had expired and was not renewed in time. */
  isSuspended: boolean;
}

/** Of each provider, at a moment, present or past. */
export async function verifiedAt(
  reader: Reader,
  providerIds: readonly string[],
  at: number,
): Promise<Map<string, Verified>> {
  const required = requiredKinds(await HouseRules.inForce(reader, at));
  const known = await reader.find(Verification, { providerId: providerIds, kind: required });
  return new Map(
    providerIds.map((id) => {
      const then = known.filter(({ providerId, validFrom }) => providerId === id && validFrom <= at);
      return [id, { share: shareAt(required, then, at), isSuspended: standingAt(then, at) === "SUSPENDED" }];
    }),
  );
}
