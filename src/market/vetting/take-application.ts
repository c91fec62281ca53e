import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { setProviderStatus } from "../providers/set-provider-status";
import { runMachineChecks } from "./run-machine-checks";
import { recordVetting } from "./record-vetting";
import { VettingFile } from "./vetting-file";

/** Also takes it over from an inspector who has left it untouched. */
export async function takeApplication(
  tx: Tx,
  actor: Actor,
  { applicationId }: { applicationId: string },
): Promise<{ applicationId: string }> {
  const file = await VettingFile.ofApplication(tx, actor, applicationId, "TAKE");
  const { provider, current } = file;
  const takenOver = current.takenById;
  tx.change(current, { status: "IN_REVIEW", takenById: actor.accountId, touchedAt: tx.now });
  if (provider.status === "APPLIED") setProviderStatus(tx, provider, "IN_REVIEW");
  await runMachineChecks(file, current.id);
  // Which inspector has it does not concern the provider.
  if (takenOver === null) file.record("APPLICATION_TAKEN", { applicationId });
  else recordVetting(tx, provider, "APPLICATION_TAKEN", file.author, { applicationId });
  return { applicationId };
}
