import { HouseRules } from "../../house-rules/house-rules";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { lockAccount } from "../account/account.queries";
import type { Actor } from "../actor/actor";
import { ContactAddresses } from "./contact-addresses";
import { ContactPoint } from "./contact-point.entity";
import { dropContactPoints } from "./drop-contact-points";
import type { RegisterDeviceInput } from "./device.types";

/** A device is one person's: whoever signs in there takes it over. The same app, or another token in the same session, keeps its id. */
export async function registerDevice(
  tx: Tx,
  actor: Actor,
  { token, platform, locale = null }: RegisterDeviceInput,
  sessionId: string | null,
): Promise<{ accountId: string; deviceId: string }> {
  if (sessionId === null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "outsideSession" });
  const { id: accountId } = await lockAccount(tx, actor.accountId, "input");
  const addresses = ContactAddresses.of(tx);
  const named = `${platform}:${token}`;
  const same = await tx.find(ContactPoint, { kind: "APP_PUSH", addressHash: addresses.hashes("address", named) });
  const known = await tx.find(ContactPoint, { accountId, kind: "APP_PUSH" }, "ORDER BY created_at DESC, id DESC");
  const [before, others] = [
    known.filter((each) => each.sessionId === sessionId || same.some(({ id }) => id === each.id)),
    known.filter((each) => each.sessionId !== sessionId && !same.some(({ id }) => id === each.id)),
  ];
  const [own] = before;
  const id = own?.id ?? newId(ContactPoint);
  const spare = others.slice((await HouseRules.inForce(tx, tx.now)).number("push.count", "perPerson") - 1);
  // Its own letters wait for it as they did.
  if (own) tx.execute("DELETE FROM contact_point WHERE id = ?", [id]);
  for (const gone of [...same, ...before, ...spare])
    if (gone.id !== id) dropContactPoints(tx, gone.accountId, sql`id = ${gone.id}`);
  tx.insert(ContactPoint, {
    ...{ id, accountId, kind: "APP_PUSH", ...addresses.keep(id, named, "APP_PUSH"), platform, sessionId, locale },
    ...{ state: "VERIFIED", frequency: "AT_ONCE", codeHash: null, codeEndsAt: null, codeGuesses: 0 },
    createdAt: tx.now,
    // What came before it was registered anew, too, is told.
    verifiedAt: own?.verifiedAt ?? tx.now,
  });
  return { accountId, deviceId: id };
}
