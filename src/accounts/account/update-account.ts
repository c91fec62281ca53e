import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import type { Locale } from "../../platform/identity/actor";
import { isTimeZone } from "../../platform/messages/moment-text";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "./account.entity";
import { lockAccount } from "./account.queries";
import { checkDisplayName } from "./check-display-name";
import { FormerName } from "./former-name.entity";
import { oneself, recordOnAccount } from "./record-on-account";

/** What is left out stays as it is. */
export async function updateAccount(
  tx: Tx,
  actor: Actor,
  input: { displayName?: string | null; locale?: Locale | null; timeZone?: string | null },
): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  if (input.displayName && input.displayName !== account.displayName) await keepFormerName(tx, account);
  const changes = {
    displayName: input.displayName ?? account.displayName,
    locale: input.locale ?? account.locale,
    timeZone: input.timeZone ? checkTimeZone(input.timeZone) : account.timeZone,
  };
  // Checked only when it changes: pages send the name along with the language, and staff may keep names that sound official.
  if (changes.displayName !== account.displayName) checkDisplayName(changes.displayName);
  tx.change(account, changes);
  // The log is kept forever: it says that the name changed, not to what.
  recordOnAccount(tx, account, "ACCOUNT_UPDATED", oneself(account), {});
  return { accountId: account.id };
}

function checkTimeZone(name: string): string {
  if (!isTimeZone(name)) throw new Refusal("BAD_USER_INPUT", { reason: "account.timeZone", field: "input.timeZone" });
  return name;
}

/** Keeps the former name for the record, and limits how often names change. */
async function keepFormerName(tx: Tx, { id: accountId, displayName }: Account): Promise<void> {
  const rules = await HouseRules.inForce(tx, tx.now);
  const period = rules.number("account.rename", "days") * DAY;
  const recent = await tx.query<{ until: number }>(
    "SELECT until FROM former_name WHERE account_id = ? AND until > ? ORDER BY until DESC LIMIT ?",
    [accountId, tx.now - period, rules.number("account.rename", "times")],
  );
  const oldest = recent.at(-1);
  if (oldest && recent.length >= rules.number("account.rename", "times"))
    throw new Refusal("LIMIT_REACHED", {
      reason: "account.renamedOften",
      field: "input.displayName",
      availableAt: oldest.until + period,
    });
  tx.insert(FormerName, { id: newId(FormerName), accountId, name: displayName, until: tx.now });
}
