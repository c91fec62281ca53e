import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { setProviderStatus } from "../providers/set-provider-status";
import { runMachineChecks } from "./make-checks";
import { recordForInspectors, recordVetting } from "./record-vetting";
import { nameToVerify } from "./vetting.policy";
import { VettingFile } from "./vetting-file";
import type { RecordApplicationCheckInput, RequestApplicationChangesInput } from "./vetting-inputs.types";

type Done = Promise<{ applicationId: string }>;
interface Which {
  applicationId: string;
}

/** Also takes it over from an inspector who has left it untouched. */
export async function takeApplication(tx: Tx, actor: Actor, { applicationId }: Which): Done {
  const vetting = await VettingFile.ofApplication(tx, actor, applicationId, "TAKE");
  const { provider, current } = vetting;
  const takenOver = current.takenById;
  tx.change(current, { status: "IN_REVIEW", takenById: actor.accountId, touchedAt: tx.now });
  if (provider.status === "APPLIED") setProviderStatus(tx, provider, "IN_REVIEW");
  await runMachineChecks(vetting, current.id);
  // Which inspector has it does not concern the provider.
  if (takenOver === null) vetting.record("APPLICATION_TAKEN", { applicationId });
  else recordVetting(tx, provider, "APPLICATION_TAKEN", vetting.author, { applicationId });
  return { applicationId };
}

/** Back into the queue, at its old place. */
export async function releaseApplication(tx: Tx, actor: Actor, { applicationId }: Which): Done {
  const vetting = await VettingFile.ofApplication(tx, actor, applicationId, "RELEASE");
  const { provider, current } = vetting;
  tx.change(current, { status: "SUBMITTED", takenById: null, touchedAt: null });
  if (provider.status === "IN_REVIEW") setProviderStatus(tx, provider, "APPLIED");
  recordVetting(tx, provider, "APPLICATION_RELEASED", vetting.author, { applicationId });
  return { applicationId };
}

export async function recordApplicationCheck(tx: Tx, actor: Actor, input: RecordApplicationCheckInput): Done {
  const vetting = await VettingFile.ofApplication(tx, actor, input.applicationId, "RECORD_CHECK");
  const asked = vetting.checks.find(({ item }) => item.code === input.check);
  if (!asked) throw new Refusal("NOT_FOUND", { field: "input.check" });
  const { check, item } = asked;
  if (item.automatic !== null) throw new Refusal("FORBIDDEN", { reason: "vetting.automatic", field: "input.check" });
  const { result } = input;
  const note = input.note || null;
  if (result !== "PASSED" && note === null)
    throw new Refusal("BAD_USER_INPUT", { reason: "vetting.noteNeeded", field: "input.note" });
  const params = { legalName: nameToVerify(vetting.provider) };
  tx.change(check, { result, note, params, checkedById: actor.accountId, checkedAt: tx.now });
  tx.change(vetting.current, { touchedAt: tx.now });
  recordForInspectors(tx, vetting.provider, "APPLICATION_CHECKED", vetting.author, {
    applicationId: vetting.current.id,
    check: item.code,
    result,
    note,
  });
  return { applicationId: vetting.current.id };
}

/** Back to the provider, which adds what is missing and submits again. */
export async function requestApplicationChanges(tx: Tx, actor: Actor, input: RequestApplicationChangesInput): Done {
  const vetting = await VettingFile.ofApplication(tx, actor, input.applicationId, "REQUEST_CHANGES");
  const { provider, current } = vetting;
  tx.change(current, {
    status: "CHANGES_REQUESTED",
    changesRequested: input.request,
    changesRequestedFor: [...new Set(input.kinds)],
    queuedAt: null,
    dueAt: null,
    takenById: null,
    touchedAt: null,
  });
  if (provider.status === "IN_REVIEW") setProviderStatus(tx, provider, "APPLIED");
  vetting.record("APPLICATION_CHANGES_REQUESTED", { applicationId: current.id, round: current.round });
  return { applicationId: current.id };
}
