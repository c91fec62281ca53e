import type { Author } from "../../accounts/account/record-on-account";
import { HouseRules } from "../../house-rules/house-rules";
import { dueAfter } from "../../house-rules/working-time.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { recuseFromCases } from "./case-of-finding";
import type { HearProviderInput } from "./inspection.types";
import { HOUR } from "../../platform/time";
import { lockInspection } from "./lock-inspection";
import { inspectingRole, recordInspectionEvent } from "./record-inspection-event";

/** The provider is told what was found, and has its time to answer: what breaks a promise is not published before it was heard. */
export async function hearProvider(
  tx: Tx,
  actor: Actor,
  { inspectionId, text }: HearProviderInput,
): Promise<{ inspectionId: string }> {
  const inspection = await lockInspection(tx, actor, inspectionId, "HEAR");
  const rules = await HouseRules.inForce(tx, tx.now);
  const answerDueAt = dueAfter(rules.calendar, tx.now, rules.length("inspection.hearing"));
  const remindAt = answerDueAt - rules.number("reminder.before", "hours") * HOUR;
  tx.change(inspection, { told: text, toldAt: tx.now, answerDueAt, remindAt });
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_PROVIDER_TOLD", { told: text, answerDueAt });
  const provider = await tx.lock(Provider, inspection.providerId);
  if (!provider) throw new Error(`provider ${inspection.providerId} not found`);
  const author: Author = { actorId: actor.accountId, actorRole: inspectingRole(actor) };
  recordOnProvider(tx, provider, "INSPECTION_HEARING", author, "MEMBERS", { inspectionId, answerDueAt }, [provider.id]);
  await recuseFromCases(tx, actor, inspection);
  return { inspectionId };
}
