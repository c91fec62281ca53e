import type { EventOf } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import { Account } from "./account.entity";

export type AccessEvent =
  | "ACCOUNT_SUSPENDED"
  | "ACCOUNT_REINSTATED"
  | "ACCOUNT_DEPROVISIONED"
  | "ACCOUNT_REPROVISIONED";

/** Somebody can no longer sign in, or can again. */
export const ACCESS_EVENTS: ReadonlySet<AccessEvent> = new Set<AccessEvent>([
  "ACCOUNT_SUSPENDED",
  "ACCOUNT_REINSTATED",
  "ACCOUNT_DEPROVISIONED",
  "ACCOUNT_REPROVISIONED",
]);

/** Whether they can sign in since; null when that has changed once more: a later event tells of it. */
export async function accessSince(
  reader: Pick<Reader, "byId">,
  { streamId, type }: EventOf<AccessEvent>,
): Promise<boolean | null> {
  const account = await reader.byId(Account, streamId);
  const mayEnter = type === "ACCOUNT_REINSTATED" || type === "ACCOUNT_REPROVISIONED";
  return account && (account.status === "ACTIVE") === mayEnter ? mayEnter : null;
}
