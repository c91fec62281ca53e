import { LoggedEvent } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { ContactPoint } from "./contact-point.entity";
import { OpenChannels } from "./open-channels";

/** Somebody else's is not found, and neither is a device. */
export const ownContactPoint = (tx: Tx, accountId: string, id: string): Promise<ContactPoint> =>
  owned(tx, accountId, id, "input.contactPointId", (kind) => kind !== "APP_PUSH");

/** Somebody else's is not found. */
export const ownDevice = (tx: Tx, accountId: string, id: string): Promise<ContactPoint> =>
  owned(tx, accountId, id, "input.deviceId", (kind) => kind === "APP_PUSH");

async function owned(
  tx: Tx,
  accountId: string,
  id: string,
  field: string,
  is: (kind: ContactPoint["kind"]) => boolean,
): Promise<ContactPoint> {
  const point = isIdOf(ContactPoint, id) ? await tx.lock(ContactPoint, id) : null;
  if (point?.accountId !== accountId || !is(point.kind)) throw new Refusal("NOT_FOUND", { field });
  return point;
}

const REACHED: ContactPoint["state"][] = ["VERIFIED", "BOUNCED"];

/** Whether its person's messages go there, or would if they did not come back. Not what nothing carries here, or no longer. */
export const isReached = (reader: Reader, { state, kind }: ContactPoint): boolean =>
  REACHED.includes(state) && OpenChannels.of(reader).has(kind);

/** Those of these people. */
export async function reachedBy(reader: Reader, accountIds: readonly string[]): Promise<ContactPoint[]> {
  const points = await reader.find(ContactPoint, { accountId: accountIds, state: REACHED }, "ORDER BY id");
  return points.filter((point) => isReached(reader, point));
}

/** The contact points whose place this one has taken, back to the one that was the person's at that time; empty: there was none. */
export async function replacedSince(
  reader: Reader,
  { id, accountId }: Pick<ContactPoint, "id" | "accountId">,
  at: number,
): Promise<string[]> {
  const verified = await reader.find(
    LoggedEvent,
    { streamId: accountId, type: "CONTACT_VERIFIED" },
    "ORDER BY seq DESC",
  );
  const replaced: string[] = [];
  for (const { at: verifiedAt, data } of verified) {
    if (data.contactPointId !== (replaced.at(-1) ?? id)) continue;
    if (verifiedAt <= at) return replaced;
    if (typeof data.replacedId === "string") replaced.push(data.replacedId);
  }
  return [];
}
