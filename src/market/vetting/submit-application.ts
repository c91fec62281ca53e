import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { dueAfter } from "../../house-rules/working-time.pure";
import { setProviderStatus } from "../providers/set-provider-status";
import { layOutChecks } from "./lay-out-checks";
import { ProviderApplication } from "./provider-application.entity";
import { recordVetting } from "./record-vetting";
import { VettingFile } from "./vetting-file";
import { kindOfApplication } from "./vetting.pure";
import type { VerificationKind } from "./verification-kind.types";

/** Submits all documents at hand to the platform: for the first time, or again after changes. */
export async function submitApplication(
  tx: Tx,
  actor: Actor,
  input: { providerId: string },
): Promise<{ applicationId: string }> {
  const vetting = await VettingFile.ofProvider(tx, actor, input.providerId, "SUBMIT");
  const { provider, documents } = vetting;
  const renewed = new Set(documents.filter(({ status }) => status === "STORED").map(({ kind }) => kind));
  const application = vetting.application?.status === "CHANGES_REQUESTED" ? resubmit(vetting) : open(vetting);
  takeDocuments(vetting, application.id, renewed);
  if (provider.status === "REJECTED") setProviderStatus(tx, provider, "APPLIED");
  await layOutChecks(vetting, application.id, renewed);
  recordVetting(
    tx,
    provider,
    "APPLICATION_SUBMITTED",
    { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" },
    { applicationId: application.id, kind: application.kind, round: application.round },
  );
  return { applicationId: application.id };
}

function open({ tx, actor, provider, rules }: VettingFile): ProviderApplication {
  const application = Object.assign(new ProviderApplication(), {
    id: newId(ProviderApplication),
    providerId: provider.id,
    kind: kindOfApplication(provider.status),
    status: "SUBMITTED",
    round: 1,
    submittedById: actor.accountId,
    submittedAt: tx.now,
    queuedAt: tx.now,
    dueAt: dueAfter(rules.calendar, tx.now, rules.length("vetting.review")),
  } satisfies Partial<ProviderApplication>);
  tx.insert(ProviderApplication, application);
  return application;
}

function resubmit({ tx, current, rules }: VettingFile): ProviderApplication {
  tx.change(current, {
    status: "SUBMITTED",
    round: current.round + 1,
    queuedAt: tx.now,
    dueAt: dueAfter(rules.calendar, tx.now, rules.length("vetting.review")),
  });
  return current;
}

/** New documents of a kind take the place of those sent before. */
function takeDocuments(vetting: VettingFile, applicationId: string, renewed: ReadonlySet<VerificationKind>): void {
  const { tx, documents } = vetting;
  for (const document of documents) {
    if (document.status === "STORED") tx.change(document, { status: "SUBMITTED", applicationId });
    else if (renewed.has(document.kind)) tx.change(document, { status: "SUPERSEDED" });
  }
}
