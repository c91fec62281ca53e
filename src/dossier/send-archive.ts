import { noteAccess } from "../access/note-access";
import { Complaint } from "../complaints/complaint.entity";
import type { Services } from "../platform/graphql/context";
import { Refusal } from "../platform/refusal";
import { dateOf } from "../platform/time";
import type { Download } from "../platform/uploads/file-route";
import { dossierLinks } from "./dossier-links";
import { Dossier } from "./dossier.entity";
import { mayDownload } from "./dossier.policy";

/** The address belongs to one person, whose right to the archive is asked again as it is now. */
export async function sendArchive(services: Services, token: string): Promise<Download> {
  const { id, accountId } = dossierLinks.open(services, "download", token);
  const { database, storage } = services;
  const actor = await services.currentActor(accountId);
  const dossier = await database.byId(Dossier, id);
  const complaint = dossier && (await database.byId(Complaint, dossier.complaintId));
  if (!actor || !complaint || !mayDownload(actor, complaint, dossier)) throw new Refusal("NOT_FOUND");
  const { reader, purpose, size, storageKey, removedAt, requestedAt } = dossier;
  if (storageKey === null || size === null || removedAt !== null)
    throw new Refusal("NOT_FOUND", { reason: "dossier.gone" });
  await database.transact(async (tx) =>
    noteAccess(tx, actor, complaint, { kind: "DOSSIER_DOWNLOAD", targetId: id, reader, purpose }),
  );
  const day = dateOf(requestedAt);
  const fileName = `redress-dossier-${complaint.id}-${reader.toLowerCase()}-${day}.zip`;
  return { stream: await storage.get(storageKey), mediaType: "application/zip", fileName, size };
}
