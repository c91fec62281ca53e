import { CaseFile } from "../complaints/case-file";
import type { Tx } from "../platform/database/tx";
import type { Services } from "../platform/graphql/context";
import type { Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { alreadyUploaded, type AwaitedUpload } from "../platform/uploads/awaited-upload";
import { acceptedType } from "../platform/uploads/media-type";
import { evidenceLinks } from "./evidence-links";
import { Evidence } from "./evidence.entity";
import { evidencePolicy } from "./evidence.policy";

/** What the address that `createEvidenceUpload` gave is for. */
export async function awaitedEvidence(services: Services, token: string): Promise<AwaitedUpload> {
  const { id, accountId } = evidenceLinks.open(services, "upload", token);
  const announced = await services.database.byId(Evidence, id);
  if (!announced) throw new Refusal("NOT_FOUND");
  return {
    id,
    file: announced,
    arrived: announced.status !== "PENDING",
    async admit(storageKey) {
      const actor = await services.currentActor(accountId);
      if (!actor) throw new Refusal("PERMISSION_REVOKED");
      await services.database.transact((tx) => admit(tx, actor, announced, storageKey));
    },
    storageKeyNow: async () => (await services.database.byId(Evidence, id))?.storageKey ?? null,
    answer: { evidenceId: id },
  };
}

/** The case may have moved on since the announcement: everything is asked again, under its lock. */
async function admit(tx: Tx, actor: Actor, announced: Evidence, storageKey: string): Promise<void> {
  const file = await CaseFile.open(tx, actor, { complaintId: announced.complaintId }, "SUBMIT_EVIDENCE");
  const evidence = await tx.byId(Evidence, announced.id);
  if (!evidence) throw new Refusal("NOT_FOUND");
  if (evidence.status !== "PENDING") throw alreadyUploaded(evidence.id);
  const { kind, title, sha256, size, supersedesId, visibility } = evidence;
  if (supersedesId) await supersede(tx, supersedesId, evidence.id);
  const late = evidencePolicy.isLate({
    status: file.complaint.status,
    laterRound: file.timers.get("EVIDENCE_REQUEST") !== undefined,
    asked: file.facts.openRequestSides.includes(file.side),
  });
  tx.change(evidence, {
    status: "STORED",
    storageKey,
    mediaType: acceptedType(evidence.declaredType),
    storedAt: tx.now,
    late: late ? 1 : 0,
  });
  file.apply(
    {
      type: "EVIDENCE_SUBMITTED",
      audience: visibility,
      data: { evidenceId: evidence.id, by: file.side, kind, title, sha256, size, supersedesId, late: late ? 1 : 0 },
    },
    { evidenceCount: file.complaint.evidenceCount + 1 },
  );
}

async function supersede(tx: Tx, earlierId: string, laterId: string): Promise<void> {
  const earlier = await tx.byId(Evidence, earlierId);
  if (earlier?.status !== "STORED") throw new Refusal("NOT_IN_THIS_STATE", { reason: "evidence.alreadySuperseded" });
  tx.change(earlier, { status: "SUPERSEDED", supersededById: laterId });
}
