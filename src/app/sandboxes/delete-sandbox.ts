import type { Actor } from "../../accounts/actor/actor";
import { mayManageClientsOf } from "../../market/api-clients/api-client.policy";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { Sandbox } from "./sandbox.entity";
import { findOwnSandbox } from "./sandbox.queries";

/** Its address is refused at once; its folder is removed by whoever has it. */
export async function deleteSandbox(
  tx: Tx,
  actor: Actor,
  { sandboxId }: { sandboxId: string },
): Promise<{ sandboxId: string }> {
  const known = await findOwnSandbox(tx, actor, sandboxId);
  if (!mayManageClientsOf(actor, known.providerId))
    throw new Refusal("FORBIDDEN", { reason: "sandbox.notYours", field: "input.sandboxId" });
  const sandbox = await tx.lock(Sandbox, sandboxId);
  if (!sandbox) throw new Refusal("NOT_FOUND", { field: "input.sandboxId" });
  tx.execute("DELETE FROM sandbox WHERE id = ?", [sandboxId]);
  return { sandboxId };
}
