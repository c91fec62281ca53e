import { lockAccount } from "../../accounts/account/account.queries";
import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { CannedText } from "./canned-text.entity";
import { checkText, refuseOthers } from "./canned-text.queries";
import type { CreateCannedTextInput } from "./canned-text.types";

/** They are read as a whole where one is chosen. */
const MOST = 200;

export async function createCannedText(
  tx: Tx,
  actor: Actor,
  input: CreateCannedTextInput,
): Promise<{ cannedTextId: string }> {
  const { name, language, text, ruleCode = null, owner } = input;
  const ownerId = owner === "TEAM" ? null : actor.accountId;
  await lockAccount(tx, actor.accountId, "input");
  refuseOthers(actor, { ownerId });
  await checkText(tx, input, { id: null, ownerId });
  if ((await tx.find(CannedText, { ownerId })).length >= MOST)
    throw new Refusal("LIMIT_REACHED", { reason: "cannedText.tooMany", params: { most: MOST } });
  const id = newId(CannedText);
  tx.insert(CannedText, { id, ownerId, language, ruleCode, name, text, changedAt: tx.now });
  return { cannedTextId: id };
}
