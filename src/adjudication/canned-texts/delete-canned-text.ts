import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { openText } from "./canned-text.queries";
import type { DeleteCannedTextInput } from "./canned-text.types";

export async function deleteCannedText(
  tx: Tx,
  actor: Actor,
  { cannedTextId }: DeleteCannedTextInput,
): Promise<{ cannedTextId: string }> {
  const { id } = await openText(tx, actor, cannedTextId);
  tx.execute("DELETE FROM canned_text WHERE id = ?", [id]);
  return { cannedTextId };
}
