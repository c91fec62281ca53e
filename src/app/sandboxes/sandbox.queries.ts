import type { Actor } from "../../accounts/actor/actor";
import { maySeeClientsOf } from "../../market/api-clients/api-client.policy";
import { readProvider } from "../../market/providers/provider.queries";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import type { Reader } from "../../platform/database/reader";
import { Refusal } from "../../platform/refusal";
import { Sandbox } from "./sandbox.entity";

/** A provider's, or the platform's; newest first. */
export async function listSandboxes(ctx: Context, providerId: string | null): Promise<Sandbox[]> {
  if (providerId !== null) await readProvider(ctx, providerId, "providerId");
  if (!maySeeClientsOf(ctx.actor, providerId)) throw new Refusal("FORBIDDEN", { reason: "sandbox.notYours" });
  return ctx.db.find(Sandbox, { providerId }, "ORDER BY id DESC");
}

/** NOT_FOUND alike for ids that nothing has and for those of others. */
export async function findOwnSandbox(reader: Reader, actor: Actor, id: string): Promise<Sandbox> {
  const known = isIdOf(Sandbox, id) ? await reader.byId(Sandbox, id) : null;
  if (!known || !maySeeClientsOf(actor, known.providerId)) throw new Refusal("NOT_FOUND", { field: "input.sandboxId" });
  return known;
}
