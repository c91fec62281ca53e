import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { ContactPoint } from "./contact-point.entity";

/** Somebody else's is not found. */
export async function ownContactPoint(tx: Tx, accountId: string, id: string): Promise<ContactPoint> {
  const point = isIdOf(ContactPoint, id) ? await tx.lock(ContactPoint, id) : null;
  if (point?.accountId !== accountId) throw new Refusal("NOT_FOUND", { field: "input.contactPointId" });
  return point;
}

/** Where these people's messages go, or would if they did not come back. */
export const reachedBy = (reader: Reader, accountIds: readonly string[]): Promise<ContactPoint[]> =>
  reader.find(ContactPoint, { accountId: accountIds, state: ["VERIFIED", "BOUNCED"] }, "ORDER BY id");
