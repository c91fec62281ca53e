import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { createProvider, type NewProvider } from "./create-provider";

/** Whoever registers a provider owns it. Admitted at once, until there is vetting. */
export async function registerProvider(
  tx: Tx,
  actor: Actor,
  input: Pick<NewProvider, "legalName" | "licenceNo" | "description">,
): Promise<{ providerId: string }> {
  const { legalName, licenceNo, description } = input;
  const author = { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" };
  const provider = await createProvider(tx, { legalName, licenceNo, description, ownerId: actor.accountId }, author);
  return { providerId: provider.id };
}
