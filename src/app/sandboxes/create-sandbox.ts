import type { Actor } from "../../accounts/actor/actor";
import { mayManageClientsOf } from "../../market/api-clients/api-client.policy";
import { manageProvider } from "../../market/providers/manage-provider";
import { isAdmitted } from "../../market/providers/provider.pure";
import { oneAtATime } from "../../platform/database/one-at-a-time";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Sandbox, type SandboxCredentials } from "./sandbox.entity";
import { SANDBOXES_EACH } from "./sandbox-limits.table";
import type { CreateSandboxInput } from "./sandbox.types";

/** `most`: how many there may be on this platform. Its database is made by the first request to it. */
export async function createSandbox(
  tx: Tx,
  actor: Actor,
  {
    providerId = null,
    name,
    credentials,
    most,
  }: CreateSandboxInput & { credentials: SandboxCredentials; most: number },
): Promise<Sandbox> {
  // Before anything is read: two at once are not to count the same.
  oneAtATime(tx);
  const managed = providerId === null ? null : await manageProvider(tx, actor, providerId);
  if (!mayManageClientsOf(actor, providerId))
    throw new Refusal("FORBIDDEN", { reason: "sandbox.notYours", field: "input.providerId" });
  // Anybody can apply to be a provider; a process has room for few sandboxes.
  if (managed && !isAdmitted(managed.provider))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "sandbox.notAdmitted", field: "input.providerId" });
  const all = await tx.find(Sandbox, {});
  if (all.filter((each) => each.providerId === providerId).length >= SANDBOXES_EACH)
    throw new Refusal("LIMIT_REACHED", { reason: "sandbox.tooMany", params: { most: SANDBOXES_EACH } });
  if (all.length >= most) throw new Refusal("LIMIT_REACHED", { reason: "sandbox.noRoom", params: { most } });
  const sandbox = Object.assign(new Sandbox(), {
    id: newId(Sandbox),
    providerId,
    name,
    credentials,
    createdAt: tx.now,
    lastUsedAt: tx.now,
  });
  tx.insert(Sandbox, sandbox);
  return sandbox;
}
