import type { Reader } from "../../platform/database/reader";
import { trainingShare } from "../../prevention/training/enrolment.queries";
import { verifiedAt, type Verified } from "../../market/vetting/verification.queries";

/**
 * V of the formula for each provider at a moment: the share of the platform's requirements that was complete then; and whether it was
 * suspended for want of a verification. Verification and training weigh the same; a provider without required training counts as having
 * completed it.
 */
export async function verifiedShares(
  reader: Reader,
  providerIds: readonly string[],
  at: number,
): Promise<Map<string, Verified>> {
  const verified = await verifiedAt(reader, providerIds, at);
  const trained = await trainingShare(reader, providerIds, at);
  return new Map(
    [...verified].map(([id, { share, isSuspended }]) => {
      const { passed, required } = trained.get(id) ?? { passed: 1, required: 1 };
      return [id, { share: (share + passed / required) / 2, isSuspended }];
    }),
  );
}

/** Of which nothing is known. */
export const UNVERIFIED: Verified = { share: 0, isSuspended: false };

export const verifiedShareOf = async (reader: Reader, providerId: string, at: number): Promise<Verified> =>
  (await verifiedShares(reader, [providerId], at)).get(providerId) ?? UNVERIFIED;
