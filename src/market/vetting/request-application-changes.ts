import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { setProviderStatus } from "../providers/set-provider-status";
import { VettingFile } from "./vetting-file";
import type { RequestApplicationChangesInput } from "./vetting-inputs.types";

/** Back to the provider, which adds what is missing and submits again. */
export async function requestApplicationChanges(
  tx: Tx,
  actor: Actor,
  input: RequestApplicationChangesInput,
): Promise<{ applicationId: string }> {
  const file = await VettingFile.ofApplication(tx, actor, input.applicationId, "REQUEST_CHANGES");
  const { provider, current } = file;
  tx.change(current, {
    status: "CHANGES_REQUESTED",
    changesRequested: input.text,
    changesRequestedFor: [...new Set(input.kinds)],
    queuedAt: null,
    dueAt: null,
    takenById: null,
    touchedAt: null,
  });
  if (provider.status === "IN_REVIEW") setProviderStatus(tx, provider, "APPLIED");
  file.record("APPLICATION_CHANGES_REQUESTED", { applicationId: current.id, round: current.round });
  return { applicationId: current.id };
}
