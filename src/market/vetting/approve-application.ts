import type { Tx } from "../../platform/database/tx";
import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { recordOnProvider } from "../providers/record-on-provider";
import { hasLostLicence } from "../providers/provider.pure";
import { takeName } from "../providers/take-name";
import { setProviderStatus } from "../providers/set-provider-status";
import { holdLicence } from "../providers/hold-licence";
import type { AskedCheck } from "./checklist.queries";
import { DocumentNumbers } from "./document-numbers";
import { runMachineChecks } from "./run-machine-checks";
import { settleStanding } from "./settle-standing";
import { verify } from "./verify";
import { VettingFile } from "./vetting-file";
import { titlesOf } from "./vetting-state.queries";
import type { ApproveProviderApplicationInput, ApprovedDespiteInput } from "./vetting-inputs.types";
import { settleApplication } from "./settle-application";

/** What is approved is verified from now on; a provider that waited for it is admitted. Penalties continue by their own dates. */
export async function approveApplication(
  tx: Tx,
  actor: Actor,
  input: ApproveProviderApplicationInput,
): Promise<{ applicationId: string }> {
  const vetting = await VettingFile.ofApplication(tx, actor, input.applicationId, "APPROVE");
  const { provider, current } = vetting;
  accountForFailures(tx, await runMachineChecks(vetting, current.id), input.despite);
  await verify(vetting, input.dates);
  settleApplication(vetting, "APPROVED", input.reason);
  const before = provider.licenceNo;
  const after = verifiedLicence(vetting);
  const changed = before === after ? {} : { before, after };
  vetting.record("APPLICATION_APPROVED", { applicationId: current.id, kind: current.kind, ...changed });
  takeVerifiedName(vetting);
  if (provider.status === "IN_REVIEW" || showsLicence(vetting)) await bindLicence(tx, provider, after);
  if (provider.status === "IN_REVIEW") {
    setProviderStatus(tx, provider, "ACTIVE");
    recordOnProvider(tx, provider, "PROVIDER_ADMITTED", vetting.author, "PUBLIC", { after: "ACTIVE" });
  }
  // Also of one that is admitted: nobody may be able to answer for it.
  await settleStanding(tx, provider, vetting.author);
  return { applicationId: current.id };
}

/** Once a licence is verified for the requested name, it becomes the provider's name. */
function takeVerifiedName(vetting: VettingFile): void {
  const { tx, provider, author } = vetting;
  if (provider.pendingName !== null && showsLicence(vetting)) takeName(tx, provider, provider.pendingName, author);
}

const showsLicence = ({ documents }: VettingFile): boolean => documents.some(({ kind }) => kind === "LICENCE");

/** The one it is known by, unless that was not shown or is another's: then the one that was. */
function verifiedLicence({ tx, provider, documents }: VettingFile): string {
  const numbers = DocumentNumbers.of(tx);
  const shown = documents.flatMap((document) => (document.kind === "LICENCE" ? (numbers.read(document) ?? []) : []));
  const known = shown.includes(provider.licenceNo) && !hasLostLicence(provider);
  const other = shown.find((number) => number !== provider.licenceNo);
  return known ? provider.licenceNo : (other ?? provider.licenceNo);
}

/** From its admission on the licence is exclusive to this provider; another holder is an obstacle that the provider may contest. */
async function bindLicence(tx: Tx, provider: Provider, licenceNo: string): Promise<void> {
  const holder = await tx.findOne(Provider, { licenceKey: licenceNo });
  if (holder && holder.id !== provider.id)
    throw new Refusal("ALREADY_EXISTS", {
      reason: "provider.licenceHeld",
      field: "input.applicationId",
      existingId: holder.id,
      params: { holder: holder.legalName },
    });
  holdLicence(tx, provider, licenceNo);
  await refuseDuplicates(tx, { uq_provider_licence_key: "input.applicationId" });
}

/** An inspector who approves despite a failed check must say why, and the reason is stored. */
function accountForFailures(tx: Tx, checks: readonly AskedCheck[], despite: readonly ApprovedDespiteInput[]): void {
  const failed = checks.filter(({ check, item }) => item.required && check.result === "FAILED");
  const unexplained = failed.filter(({ item }) => !despite.some(({ check }) => check === item.code));
  if (unexplained.length > 0) {
    const params = { checks: titlesOf(unexplained) };
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "vetting.checksFailed", field: "input.despite", params });
  }
  for (const { check, item } of failed)
    tx.change(check, { approvedDespite: despite.find((one) => one.check === item.code)?.reason ?? null });
}
