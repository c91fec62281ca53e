import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { setProviderStatus } from "../providers/set-provider-status";
import { recordVetting } from "./record-vetting";
import { VettingFile } from "./vetting-file";

/** Back into the queue, at its old place. */
export async function releaseApplication(
  tx: Tx,
  actor: Actor,
  { applicationId }: { applicationId: string },
): Promise<{ applicationId: string }> {
  const file = await VettingFile.ofApplication(tx, actor, applicationId, "RELEASE");
  const { provider, current } = file;
  tx.change(current, { status: "SUBMITTED", takenById: null, touchedAt: null });
  if (provider.status === "IN_REVIEW") setProviderStatus(tx, provider, "APPLIED");
  recordVetting(tx, provider, "APPLICATION_RELEASED", file.author, { applicationId });
  return { applicationId };
}
