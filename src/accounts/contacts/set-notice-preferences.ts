import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { lockAccount } from "../account/account.queries";
import type { Actor } from "../actor/actor";
import { reachedBy } from "./contact.queries";
import { choiceKey, deadlineChannels } from "./notice-channels.pure";
import { NoticeChoice } from "./notice-choice.entity";
import type { SetNoticePreferencesInput } from "./notice-choice.types";

/** From the next notice on. By one proven channel at least one is told of deadlines. */
export async function setNoticePreferences(
  tx: Tx,
  actor: Actor,
  { choices, quietHours }: SetNoticePreferencesInput,
): Promise<{ accountId: string }> {
  const { id: accountId } = await lockAccount(tx, actor.accountId, "input");
  const known = await tx.findOne(NoticeChoice, { accountId });
  const changes = (choices ?? []).map(({ kind, channel, wanted }) => [choiceKey(kind, channel), wanted] as const);
  const chosen = { ...known?.choices, ...Object.fromEntries(changes) };
  if (deadlineChannels(await reachedBy(tx, [accountId]), chosen).length === 0)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "contact.lastForDeadlines", field: "input.choices" });
  const hours =
    quietHours === undefined
      ? { quietFrom: known?.quietFrom ?? null, quietUntil: known?.quietUntil ?? null }
      : { quietFrom: quietHours?.from ?? null, quietUntil: quietHours?.until ?? null };
  if (known) tx.change(known, { choices: chosen, ...hours });
  else tx.insert(NoticeChoice, { id: newId(NoticeChoice), accountId, choices: chosen, ...hours });
  return { accountId };
}
