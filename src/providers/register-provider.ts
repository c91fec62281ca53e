import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { createProvider, type NewProvider } from "./create-provider";
import { refuseTerminatedLicence } from "./terminated.queries";

/** Whoever registers a provider owns it. It may prepare what it will sell, and sells nothing before it is vetted. */
export async function registerProvider(
  tx: Tx,
  actor: Actor,
  input: Pick<NewProvider, "legalName" | "licenceNo" | "description">,
): Promise<{ providerId: string }> {
  const { legalName, licenceNo, description } = input;
  await refuseTerminatedLicence(tx, licenceNo, "input.licenceNo");
  const author = { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" };
  const provider = await createProvider(
    tx,
    { legalName, licenceNo, description, ownerId: actor.accountId, status: "APPLIED" },
    author,
  );
  return { providerId: provider.id };
}
