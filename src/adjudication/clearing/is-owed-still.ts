import type { Reader } from "../../platform/database/reader";
import type { Payment } from "../payments/payment.entity";
import { isOrderedStill } from "../remedies/is-ordered-still";
import { Remedy } from "../remedies/remedy.entity";

/** Asked only of a payout that is disputed: any other is settled as it is. */
export async function isOwedStill(
  reader: Pick<Reader, "byId">,
  { status, remedyId }: Pick<Payment, "status" | "remedyId">,
): Promise<boolean> {
  const remedy = status === "DISPUTED" && remedyId !== null ? await reader.byId(Remedy, remedyId) : null;
  return remedy === null || isOrderedStill(reader, remedy);
}
