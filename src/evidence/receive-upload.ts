import { randomBytes } from "node:crypto";
import { CaseFile } from "../complaints/case-file";
import type { Tx } from "../platform/database/tx";
import type { Services } from "../platform/graphql/context";
import type { Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { checkedBytes, rejected } from "./checked-bytes";
import { openLink } from "./evidence-links";
import { Evidence } from "./evidence.entity";
import { evidencePolicy } from "./evidence.policy";
import { acceptedType } from "./media-type";

/** Takes the bytes that `createEvidenceUpload` announced: all of them, exactly those, once; otherwise nothing stays. */
export async function receiveUpload(
  services: Services,
  token: string,
  body: AsyncIterable<Uint8Array>,
  declaredLength: number | null,
): Promise<{ evidenceId: string }> {
  const { evidenceId, accountId } = openLink(services, "evidence upload", token);
  const announced = await services.database.byId(Evidence, evidenceId);
  if (!announced) throw new Refusal("NOT_FOUND");
  refuseSecond(announced);
  refuseLength(announced, declaredLength);
  // A new key for each attempt: of two uploads at once, the one that fails must not take the other's bytes along.
  const storageKey = randomBytes(16).toString("hex");
  await services.storage.put(storageKey, checkedBytes(body, announced));
  try {
    const actor = await services.currentActor(accountId);
    if (!actor) throw new Refusal("PERMISSION_REVOKED");
    await services.database.transact((tx) => admit(tx, actor, announced, storageKey));
  } catch (error) {
    // Only when it is certain that no row points at the bytes: a connection may die after its commit.
    const now = await services.database.byId(Evidence, evidenceId);
    if (now?.storageKey !== storageKey) {
      await services.storage.remove(storageKey);
      throw error;
    }
  }
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
  if (status !== "PENDING") throw new Refusal("ALREADY_EXISTS", { reason: "evidence.alreadyUploaded", existingId: id });
}

/** What the request itself says of its length is enough to refuse it before a byte is read. */
function refuseLength({ size }: Evidence, declaredLength: number | null): void {
  if (declaredLength === null || declaredLength === size) return;
  if (declaredLength === 0) throw rejected("evidence.empty");
  if (declaredLength > size) throw rejected("evidence.tooLong", { size });
  throw rejected("evidence.tooShort", { size, received: declaredLength });
}
