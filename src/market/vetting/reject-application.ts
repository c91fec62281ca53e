import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { setProviderStatus } from "../providers/set-provider-status";
import { VettingFile } from "./vetting-file";
import type { RejectProviderApplicationInput } from "./vetting-inputs.types";
import { settleApplication } from "./settle-application";

/** A provider that was never admitted may apply again, after a time. One already admitted keeps its verifications for as long as they are valid. */
export async function rejectApplication(
  tx: Tx,
  actor: Actor,
  input: RejectProviderApplicationInput,
): Promise<{ applicationId: string }> {
  const file = await VettingFile.ofApplication(tx, actor, input.applicationId, "REJECT");
  const { provider, current } = file;
  tx.change(current, { ground: input.ground });
  settleApplication(file, "REJECTED", input.reason);
  if (provider.status === "IN_REVIEW") setProviderStatus(tx, provider, "REJECTED");
  file.record("APPLICATION_REJECTED", { applicationId: current.id, kind: current.kind, ground: input.ground });
  return { applicationId: current.id };
}
