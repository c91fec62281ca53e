import type { Reader } from "../../platform/database/reader";
import type { Payment } from "../payments/payment.entity";
import { isOrderedStill } from "../remedies/is-ordered-still";
import { takenBackOf } from "../remedies/owed-back";
import { Remedy } from "../remedies/remedy.entity";
import { Ruling } from "../rulings/ruling.entity";

/** Asked only of a payout that is disputed: any other is settled as it is. `paymentsFor`: all that its remedy has. */
export async function isOwedStill(
  reader: Pick<Reader, "byId">,
  { status, remedyId }: Pick<Payment, "status" | "remedyId">,
  paymentsFor: (remedyId: string) => Promise<readonly Payment[]>,
): Promise<boolean> {
  const remedy = status === "DISPUTED" && remedyId !== null ? await reader.byId(Remedy, remedyId) : null;
  if (remedy === null || (await isOrderedStill(reader, remedy))) return true;
  const ruling = await reader.byId(Ruling, remedy.rulingId);
  return ruling !== null && takenBackOf(remedy, ruling, await paymentsFor(remedy.id)) !== null;
}
