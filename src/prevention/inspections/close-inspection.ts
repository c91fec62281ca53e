import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { wordsOfPeople } from "../../adjudication/register/private-words.queries";
import { refusePrivateWords } from "../../adjudication/register/refuse-private-words";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { recuseFromCases } from "./case-of-finding";
import type { Inspection } from "./inspection.entity";
import type { CloseInspectionInput } from "./inspection.types";
import { lockInspection } from "./lock-inspection";
import { Observation } from "./observation.entity";
import { PatternComplaint } from "./pattern-complaint.entity";
import { recordSilence } from "./record-silence";
import { inspectingRole, recordInspectionEvent } from "./record-inspection-event";

/** The findings are recorded once and permanently. */
export async function closeInspection(
  tx: Tx,
  actor: Actor,
  input: CloseInspectionInput,
): Promise<{ inspectionId: string }> {
  const { inspectionId, finding, breachFound } = input;
  const inspection = await lockInspection(tx, actor, inspectionId, "CLOSE");
  if (!breachFound && (await tx.findOne(Observation, { inspectionId, result: "BROKEN" })))
    throw new Refusal("BAD_USER_INPUT", { reason: "inspection.brokenObserved", field: "input.breachFound" });
  if (breachFound && input.publicConclusion && inspection.toldAt === null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "inspection.unheard", field: "input.publicConclusion" });
  if (input.publicConclusion) {
    const words = await wordsOfPeople(tx, await whoComplained(tx, inspection), tx.now);
    refusePrivateWords(input.publicConclusion, words, "input.publicConclusion");
  }
  recordSilence(tx, inspection);
  tx.execute("UPDATE inspection_observation SET result = 'NOT_CHECKED' WHERE inspection_id = ? AND result IS NULL", [
    inspectionId,
  ]);
  const followUpAt = input.followUpInDays ? tx.now + input.followUpInDays * DAY : null;
  const publicConclusion = input.publicConclusion || null;
  tx.change(inspection, {
    status: "CLOSED",
    finding,
    breachFound,
    publicConclusion,
    followUpAt,
    closedById: actor.accountId,
    closedAt: tx.now,
  });
  recordInspectionEvent(tx, inspection, actor, "INSPECTION_CLOSED", {
    finding,
    breachFound: Number(breachFound),
    followUpAt,
  });
  if (publicConclusion !== null) await conclude(tx, actor, inspection, publicConclusion);
  await recuseFromCases(tx, actor, inspection);
  return { inspectionId };
}

/** The consumers whose complaints led to it. */
async function whoComplained(tx: Tx, { id, complaintId }: Inspection): Promise<string[]> {
  const complaint = complaintId === null ? null : await tx.byId(Complaint, complaintId);
  const pattern = await tx.find(PatternComplaint, { inspectionId: id });
  return [complaint, ...pattern].flatMap((each) => each?.consumerId ?? []);
}

/** Of a breach the provider was told before; of anything else it learns only now, together with the public. */
async function conclude(tx: Tx, actor: Actor, inspection: Inspection, conclusion: string): Promise<void> {
  const provider = await tx.lock(Provider, inspection.providerId);
  if (!provider) throw new Error(`provider ${inspection.providerId} not found`);
  const author: Author = { actorId: actor.accountId, actorRole: inspectingRole(actor) };
  const breachFound = Number(inspection.breachFound);
  recordOnProvider(tx, provider, "INSPECTION_CONCLUDED", author, "PUBLIC", { conclusion, breachFound }, [provider.id]);
}
