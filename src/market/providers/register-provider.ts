import { lockAccount } from "../../accounts/account/account.queries";
import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import { createProvider, type NewProvider } from "./create-provider";
import { creditCodeForm } from "./credit-code.pure";
import { foldLicence } from "./licence.pure";
import { ProviderMember } from "./provider-member.entity";
import { Provider } from "./provider.entity";

/**
 * The person who registers a provider owns it. It may prepare what it will sell, and can sell nothing before it is vetted. A terminated
 * provider's licence may be named, too: it may have been admitted with somebody else's, who could not contest that otherwise.
 */
export async function registerProvider(
  tx: Tx,
  actor: Actor,
  input: Pick<NewProvider, "legalName" | "licenceNo" | "description">,
): Promise<{ providerId: string }> {
  const { legalName, licenceNo, description } = input;
  if (creditCodeForm(foldLicence(licenceNo)) === "WRONG")
    throw new Refusal("BAD_USER_INPUT", { reason: "provider.creditCode", field: "input.licenceNo" });
  await refuseTooManyOpen(tx, actor);
  const author: Author = { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" };
  const provider = await createProvider(
    tx,
    { legalName, licenceNo, description, ownerId: actor.accountId, status: "APPLIED" },
    author,
  );
  return { providerId: provider.id };
}

/** A person may apply for several, but no one needs hundreds: counted under their lock, also of several at once. */
async function refuseTooManyOpen(tx: Tx, { accountId }: Actor): Promise<void> {
  await lockAccount(tx, accountId, "input");
  const owned = (await tx.find(ProviderMember, { accountId, role: "OWNER" })).map(({ providerId }) => providerId);
  const open = await tx.find(Provider, { id: owned, status: ["APPLIED", "IN_REVIEW", "REJECTED"] });
  const most = (await HouseRules.inForce(tx, tx.now)).number("provider.open", "perPerson");
  if (open.length >= most) throw new Refusal("LIMIT_REACHED", { reason: "provider.openMany", params: { most } });
}
