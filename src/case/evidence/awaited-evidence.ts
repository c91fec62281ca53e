import { CaseFile, recordCaseEvent } from "../complaints/case-file";
import { Complaint } from "../complaints/complaint.entity";
import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import type { Services } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { alreadyUploaded, type KeptBytes } from "../../platform/uploads/awaited-upload";
import type { AnnouncedUpload } from "../../platform/uploads/file-route";
import { acceptedType } from "../../platform/uploads/media-type";
import { imageLimits } from "../../accounts/uploads/image-limits.queries";
import { meterOf } from "../../accounts/uploads/upload-quota";
import { Evidence } from "./evidence.entity";
import { isCounted, isLate } from "./evidence.pure";
import { supersedeEarlier } from "./supersede-earlier";

/** What the address returned by `createEvidenceUpload` is for. */
export async function awaitedEvidence(services: Services, id: string, { accountId }: Actor): Promise<AnnouncedUpload> {
  const { database, clock } = services;
  const announced = await database.byId(Evidence, id);
  if (!announced || announced.status === "REFUSED") throw new Refusal("NOT_FOUND");
  return {
    id,
    accountId,
    file: announced,
    arrived: announced.status !== "PENDING",
    meter: meterOf(database, accountId),
    images: { limits: await imageLimits(database, clock.now()), copied: true },
    admit: (kept, actor) => database.transact((tx) => admit(tx, actor, announced, kept)),
    condemn: async (found) => {
      const actor = await services.currentActor(accountId);
      await database.transact((tx) => condemn(tx, actor, announced, found));
    },
    storageKeyNow: () => database.transact((tx) => storageKeyNow(tx, announced)),
    answer: { evidenceId: id },
  };
}

/** Under the lock of `admit`: one whose commit nobody has heard of may still be under way. */
async function storageKeyNow(tx: Tx, { id, complaintId }: Evidence): Promise<string | null> {
  await tx.lock(Complaint, complaintId);
  return (await tx.byId(Evidence, id))?.storageKey ?? null;
}

/** Those of them that were announced later than that and have not arrived. */
export async function evidenceStillAwaited(reader: Reader, ids: readonly string[], since: number): Promise<string[]> {
  const pieces = await reader.find(Evidence, { id: [...ids], status: "PENDING" });
  return pieces.filter(({ createdAt }) => createdAt > since).map(({ id }) => id);
}

/** The case may have moved on since the announcement: everything is checked again under its lock. */
async function admit(tx: Tx, actor: Actor, announced: Evidence, { storageKey, shown }: KeptBytes): Promise<void> {
  const caseFile = await CaseFile.open(tx, actor, { complaintId: announced.complaintId }, "SUBMIT_EVIDENCE");
  const evidence = await tx.byId(Evidence, announced.id);
  if (!evidence) throw new Refusal("NOT_FOUND");
  if (evidence.status !== "PENDING") throw alreadyUploaded(evidence.id);
  const { kind, title, sha256, size, supersedesId, visibility } = evidence;
  if (supersedesId) await refuseSuperseded(tx, supersedesId);
  const late = isLate({
    status: caseFile.complaint.status,
    laterRound: caseFile.timers.get("EVIDENCE_REQUEST") !== undefined,
    asked: caseFile.facts.openRequestSides.includes(caseFile.side),
  });
  const shownSha256 = shown?.sha256 ?? null;
  tx.change(evidence, {
    status: "STORED",
    storageKey,
    shownKey: shown?.key ?? null,
    shownSha256,
    shownSize: shown?.size ?? null,
    mediaType: acceptedType(evidence.declaredType),
    storedAt: tx.now,
    late,
  });
  tx.commitTo(evidence);
  if (isCounted(evidence)) await supersedeEarlier(tx, evidence);
  const about = { evidenceId: evidence.id, by: caseFile.side, kind, title, sha256, shownSha256, size, supersedesId };
  caseFile.apply(
    { type: "EVIDENCE_SUBMITTED", audience: visibility, data: { ...about, late: late ? 1 : 0 } },
    { evidenceCount: caseFile.complaint.evidenceCount + 1 },
  );
}

async function refuseSuperseded(tx: Tx, id: string): Promise<void> {
  if ((await tx.byId(Evidence, id))?.status !== "STORED")
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "evidence.alreadySuperseded" });
}

/** Once for each announcement: the same file is not checked again, and it does not fill the history. */
async function condemn(tx: Tx, actor: Actor | null, announced: Evidence, found: string): Promise<void> {
  const complaint = await tx.lock(Complaint, announced.complaintId);
  const evidence = await tx.byId(Evidence, announced.id);
  if (!complaint || evidence?.status !== "PENDING") return;
  const { id: evidenceId, side: by, kind, title, sha256, size } = evidence;
  tx.change(evidence, { status: "REFUSED" });
  recordCaseEvent(tx, complaint, actor, {
    type: "EVIDENCE_REFUSED",
    audience: `${by}_SIDE`,
    data: { evidenceId, by, kind, title, sha256, size, found },
  });
}
