import type { Reader } from "../../platform/database/reader";
import { trainingShare } from "../../prevention/training/enrolment.queries";
import { verifiedShare } from "../../market/vetting/verification.queries";

/**
 * V of the formula for each provider, as it was at a moment: the share of what the platform requires that was complete then.
 * Verification and training weigh the same; of whom no training is required has completed it.
 */
export async function verifiedShares(
  reader: Reader,
  providerIds: readonly string[],
  at: number,
): Promise<Map<string, number>> {
  const verified = await verifiedShare(reader, providerIds, at);
  const trained = await trainingShare(reader, providerIds, at);
  return new Map(
    providerIds.map((id) => {
      const { passed, required } = trained.get(id) ?? { passed: 1, required: 1 };
      return [id, ((verified.get(id) ?? 0) + passed / required) / 2];
    }),
  );
}

export const verifiedShareOf = async (reader: Reader, providerId: string, at: number): Promise<number> =>
  (await verifiedShares(reader, [providerId], at)).get(providerId) ?? 0;
