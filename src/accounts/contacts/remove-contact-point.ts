import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor";
import { lockAccount } from "../account.queries";
import { oneself, recordOnAccount } from "../record-on-account";
import { ownContactPoint } from "./contact.queries";
import type { ContactPointInput } from "./contact-inputs.types";
import { dropContactPoints } from "./drop-contact-points";

export async function removeContactPoint(
  tx: Tx,
  actor: Actor,
  { contactPointId }: ContactPointInput,
): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  await ownContactPoint(tx, account.id, contactPointId);
  dropContactPoints(tx, account.id, sql`id = ${contactPointId}`);
  recordOnAccount(tx, account, "CONTACT_REMOVED", oneself(account), { contactPointId }, [account.id]);
  return { accountId: account.id };
}
