import { Account } from "../../accounts/account/account.entity";
import { mayActForProviders } from "../../accounts/actor/account.policy";
import { Refusal } from "../../platform/refusal";
import { createProvider } from "../providers/create-provider";
import { describeProvider } from "../providers/describe-provider";
import { foldLicence, nameKeyOf } from "../providers/licence.pure";
import { recordOnProvider } from "../providers/record-on-provider";
import { refuseTerminatedLicence, terminatedAmong } from "../providers/terminated.queries";
import { Provider } from "../providers/provider.entity";
import { takeName } from "../providers/take-name";
import type { ProviderRecordInput } from "./intake.types";
import type { RecordBatch, Taken } from "./record-batch";

/** The marketplace has vetted it: it may sell at once. One that is here already under its licence and name is linked, and stays as it is. */
export async function takeInProvider(batch: RecordBatch, record: ProviderRecordInput): Promise<Taken> {
  const { tx, author } = batch;
  const { legalName, licenceNo, description } = record;
  const known = batch.find("PROVIDER", record.externalId);
  if (known) return changeProvider(batch, batch.providerById(known.targetId), known.own, record);
  const held = await tx.findOne(Provider, { licenceKey: foldLicence(licenceNo) });
  await refuseTerminatedLicence(tx, licenceNo, "provider.licenceNo");
  const linked = held && (await tx.lock(Provider, held.id));
  if (linked) {
    // What was written where a number is not known ("NONE", "00000000") would make one business of all of them.
    if (linked.nameKey !== nameKeyOf(legalName))
      throw new Refusal("ALREADY_EXISTS", {
        reason: "provider.licenceHeld",
        field: "provider.licenceNo",
        existingId: linked.id,
        params: { holder: linked.legalName },
      });
    batch.add(linked);
    return { outcome: "CREATED", id: linked.id, own: false };
  }
  const ownerId = batch.person(record.owner, "provider.owner");
  // Locked: what is refused once the provider has been made would leave it without an owner.
  const owner = await tx.lock(Account, ownerId);
  if (!owner || !mayActForProviders(owner.roles))
    throw new Refusal("CONFLICT_OF_INTEREST", { reason: "provider.staffCannotJoin", field: "provider.owner" });
  const provider = await createProvider(tx, { legalName, licenceNo, description, ownerId }, author);
  batch.add(provider);
  return { outcome: "CREATED", id: provider.id, own: true };
}

/** Once cooperation has ended it stays as it was, whoever says otherwise: see `manageProvider`. */
async function changeProvider(
  { tx, author }: RecordBatch,
  provider: Provider,
  own: boolean,
  { legalName, licenceNo, description = null }: ProviderRecordInput,
): Promise<Taken> {
  const { id } = provider;
  if (foldLicence(licenceNo) !== provider.licenceNo)
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.stays", field: "provider.licenceNo" });
  const renamed = legalName !== provider.legalName;
  if (!own || (!renamed && description === provider.description)) return { outcome: "UNCHANGED", id, own };
  if ((await terminatedAmong(tx, [id], tx.now)).size > 0)
    throw new Refusal("NOT_IN_THIS_STATE", {
      reason: "provider.ended",
      field: renamed ? "provider.legalName" : "provider.description",
      params: { status: "TERMINATED" },
    });
  if (description !== provider.description) describeProvider(tx, provider, description);
  if (renamed) takeName(tx, provider, legalName, author);
  else recordOnProvider(tx, provider, "PROVIDER_UPDATED", author, "PUBLIC", {});
  return { outcome: "UPDATED", id, own };
}
