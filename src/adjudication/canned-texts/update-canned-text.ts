import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { checkText, openText } from "./canned-text.queries";
import type { UpdateCannedTextInput } from "./canned-text.types";

export async function updateCannedText(
  tx: Tx,
  actor: Actor,
  input: UpdateCannedTextInput,
): Promise<{ cannedTextId: string }> {
  const { cannedTextId, name, language, text, ruleCode = null } = input;
  const known = await openText(tx, actor, cannedTextId);
  await checkText(tx, input, known);
  tx.change(known, { name, language, text, ruleCode, changedAt: tx.now });
  return { cannedTextId };
}
