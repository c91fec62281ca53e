import type { Tx } from "../../platform/database/tx";
import { HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "../account/account.entity";
import { endAccountLinks } from "./end-account-links";
import { overseers } from "../roles/overseers.queries";
import { OPERATOR, recordOnAccount } from "../account/record-on-account";
import { isGrantedByTwo } from "../roles/role-grant.policy";
import { makeLink } from "./make-link";

/** A new link into the account, which must be locked; earlier ones end. The token is returned here and nowhere else. */
export async function makeAccountLink(tx: Tx, account: Account): Promise<{ token: string; endsAt: number }> {
  const rules = await HouseRules.inForce(tx, tx.now);
  const endsAt = tx.now + rules.number("account.link", "hours") * HOUR;
  endAccountLinks(tx, account);
  const token = makeLink(tx, account, endsAt);
  const staff = account.roles.some(isGrantedByTwo);
  const notified = staff ? await overseers(tx) : [];
  recordOnAccount(tx, account, "ACCOUNT_LINK_MADE", OPERATOR, { endsAt }, [...new Set([account.id, ...notified])]);
  return { token, endsAt };
}
