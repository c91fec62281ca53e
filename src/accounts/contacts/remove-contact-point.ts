import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { lockAccount } from "../account/account.queries";
import { endAccountLinks } from "../links/end-account-links";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { ownContactPoint } from "./contact.queries";
import type { ContactPointInput } from "./contact-inputs.types";
import { dropContactPoints } from "./drop-contact-points";

/** What still waits to be sent there goes elsewhere; a link to a new password that may lie there opens nothing any longer. */
export async function removeContactPoint(
  tx: Tx,
  actor: Actor,
  { contactPointId }: ContactPointInput,
): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  await ownContactPoint(tx, account.id, contactPointId);
  dropContactPoints(tx, account.id, sql`id = ${contactPointId}`);
  endAccountLinks(tx, account);
  recordOnAccount(tx, account, "CONTACT_REMOVED", oneself(account), { contactPointId }, [account.id]);
  return { accountId: account.id };
}
