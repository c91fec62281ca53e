import { recordAccess } from "../../case/access-log/record-access";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Services } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { dateOf } from "../../platform/time";
import type { Download } from "../../platform/uploads/file-route";
import { Dossier } from "./dossier.entity";
import { mayDownload } from "./dossier.policy";

/** The right to the archive is checked now, not when the address was issued. */
export async function sendArchive(services: Services, id: string, actor: Actor): Promise<Download> {
  const { database, storage } = services;
  const dossier = await database.byId(Dossier, id);
  const complaint = dossier && (await database.byId(Complaint, dossier.complaintId));
  if (!complaint || !mayDownload(actor, complaint, dossier)) throw new Refusal("NOT_FOUND");
  const { reader, purpose, size, storageKey, removedAt, requestedAt } = dossier;
  if (storageKey === null || size === null || removedAt !== null)
    throw new Refusal("NOT_FOUND", { reason: "dossier.gone" });
  await database.transact(async (tx) =>
    recordAccess(tx, actor, complaint, { kind: "DOSSIER_DOWNLOAD", targetId: id, reader, purpose }),
  );
  const day = dateOf(requestedAt);
  const fileName = `redress-dossier-${complaint.id}-${reader.toLowerCase()}-${day}.zip`;
  return { stream: await storage.get(storageKey), mediaType: "application/zip", fileName, size };
}
