import { CaseFile } from "../complaints/case-file";
import type { Tx } from "../platform/database/tx";
import type { Services } from "../platform/graphql/context";
import type { Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { acceptedType } from "../platform/uploads/media-type";
import { receiveBytes } from "../platform/uploads/receive-bytes";
import { evidenceLinks } from "./evidence-links";
import { Evidence } from "./evidence.entity";
import { evidencePolicy } from "./evidence.policy";

/** Takes the bytes that `createEvidenceUpload` announced: all of them, exactly those, once; otherwise nothing stays. */
export async function receiveUpload(
  services: Services,
  token: string,
  body: AsyncIterable<Uint8Array>,
  declaredLength: number | null,
): Promise<{ evidenceId: string }> {
  const { id: evidenceId, accountId } = evidenceLinks.open(services, "upload", token);
  const announced = await services.database.byId(Evidence, evidenceId);
  if (!announced) throw new Refusal("NOT_FOUND");
  refuseSecond(announced);
  const awaited = {
    file: announced,
    async admit(storageKey: string): Promise<void> {
      const actor = await services.currentActor(accountId);
      if (!actor) throw new Refusal("PERMISSION_REVOKED");
      await services.database.transact((tx) => admit(tx, actor, announced, storageKey));
    },
    storageKeyNow: async () => (await services.database.byId(Evidence, evidenceId))?.storageKey ?? null,
  };
  await receiveBytes(services.storage, awaited, body, declaredLength);
  return { evidenceId };
}

/** The case may have moved on since the announcement: everything is asked again, under its lock. */
async function admit(tx: Tx, actor: Actor, announced: Evidence, storageKey: string): Promise<void> {
  const file = await CaseFile.open(tx, actor, { complaintId: announced.complaintId }, "SUBMIT_EVIDENCE");
  const evidence = await tx.byId(Evidence, announced.id);
  if (!evidence) throw new Refusal("NOT_FOUND");
  refuseSecond(evidence);
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

function refuseSecond({ status, id }: Evidence): void {
  if (status !== "PENDING") throw new Refusal("ALREADY_EXISTS", { reason: "upload.alreadyUploaded", existingId: id });
}
