import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Problems } from "../../platform/problems";
import { Refusal } from "../../platform/refusal";
import type { Actor } from "../../accounts/actor/actor";
import { latestRuleVersion } from "../rules/rule.queries";
import { CannedText } from "./canned-text.entity";
import { maySeeText, whyNotWrite } from "./canned-text.policy";
import type { CannedTextContentInput } from "./canned-text.types";
import { hasOnlyVariables, VARIABLES_SAID } from "./variables.pure";

/** The person's own and the team's, by name: few. */
export const textsFor = (reader: Reader, { accountId }: Actor): Promise<CannedText[]> =>
  reader.select(
    CannedText,
    sql`FROM canned_text t WHERE t.owner_id = ${accountId} OR t.owner_id IS NULL ORDER BY t.name, t.id`,
  );

/** A text that the person may write; another's own does not exist. */
export async function openText(tx: Tx, actor: Actor, id: string): Promise<CannedText> {
  const text = isIdOf(CannedText, id) ? await tx.lock(CannedText, id) : null;
  if (!text || !maySeeText(actor, text)) throw new Refusal("NOT_FOUND", { field: "input.cannedTextId" });
  refuseOthers(actor, text);
  return text;
}

export function refuseOthers(actor: Actor, owned: Pick<CannedText, "ownerId">): void {
  const obstacle = whyNotWrite(actor, owned);
  if (obstacle) throw new Refusal(obstacle.code, { reason: obstacle.reason });
}

/** Refuses wrong variables, rules that there are not, and a name that another of the same owner and language has. */
export async function checkText(
  tx: Tx,
  { name, language, text, ruleCode }: CannedTextContentInput,
  { id, ownerId }: { id: string | null; ownerId: string | null },
): Promise<void> {
  const isRule = !ruleCode || (await latestRuleVersion(tx, ruleCode)) !== null;
  const known = (await tx.find(CannedText, { ownerId, language, name })).find((each) => each.id !== id);
  const problems = new Problems();
  if (!hasOnlyVariables(text)) problems.wrong("cannedText.variables", "input.text", { known: VARIABLES_SAID });
  if (!isRule) problems.wrong("cannedText.noSuchRule", "input.ruleCode");
  problems.throwAll();
  if (known)
    throw new Refusal("ALREADY_EXISTS", { reason: "cannedText.nameTaken", field: "input.name", existingId: known.id });
}
