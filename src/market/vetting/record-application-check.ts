import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { toLine } from "../../platform/graphql/text-field";
import { Refusal } from "../../platform/refusal";
import { recordForInspectors } from "./record-vetting";
import { nameToVerify } from "./vetting.pure";
import { VettingFile } from "./vetting-file";
import type { RecordApplicationCheckInput } from "./vetting-inputs.types";

export async function recordApplicationCheck(
  tx: Tx,
  actor: Actor,
  input: RecordApplicationCheckInput,
): Promise<{ applicationId: string }> {
  const file = await VettingFile.ofApplication(tx, actor, input.applicationId, "RECORD_CHECK");
  const asked = file.checks.find(({ item }) => item.code === input.check);
  if (!asked) throw new Refusal("NOT_FOUND", { field: "input.check" });
  const { check, item } = asked;
  if (item.automatic !== null) throw new Refusal("FORBIDDEN", { reason: "vetting.automatic", field: "input.check" });
  const { result } = input;
  const note = input.text || null;
  if (result !== "PASSED" && note === null)
    throw new Refusal("BAD_USER_INPUT", { reason: "vetting.noteNeeded", field: "input.text" });
  const legalName = nameToVerify(file.provider);
  // It may be changed under the inspector's eyes: what was found holds for the name that was read. One of an earlier version may be no line.
  if (input.expectedName && input.expectedName !== toLine(legalName).trim())
    throw new Refusal("STALE_VERSION", {
      reason: "vetting.renamed",
      field: "input.expectedName",
      params: { name: legalName },
    });
  const params = { legalName };
  tx.change(check, { result, note, params, checkedById: actor.accountId, checkedAt: tx.now });
  tx.change(file.current, { touchedAt: tx.now });
  recordForInspectors(tx, file.provider, "APPLICATION_CHECKED", file.author, {
    applicationId: file.current.id,
    check: item.code,
    result,
    note,
  });
  return { applicationId: file.current.id };
}
