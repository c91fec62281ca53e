import { Complaint } from "../complaints/complaint.entity";
import type { Services } from "../../platform/graphql/context";
import { makeShownCopy, type ShownCopy } from "../../platform/images/shown-copy";
import { Refusal } from "../../platform/refusal";
import { isRejected } from "../../platform/rejected";
import { imageLimits } from "../../accounts/uploads/image-limits.queries";
import { Evidence } from "./evidence.entity";

type Piece = Pick<
  Evidence,
  "id" | "complaintId" | "submittedById" | "storageKey" | "mediaType" | "shownKey" | "shownSha256" | "shownSize"
>;

/** The copy of an image that the other side gets; null for other files. For images older than this feature it is made now. */
export async function shownCopyOf(services: Services, piece: Piece): Promise<ShownCopy | null> {
  const { mediaType, storageKey, submittedById: accountId } = piece;
  if (storageKey === null || !mediaType?.startsWith("image/")) return null;
  const there = copyIn(piece);
  if (there) return there;
  const { database, storage, clock } = services;
  const limits = await imageLimits(database, clock.now());
  const made = await makeShownCopy(services, { storageKey, type: mediaType, accountId, limits });
  const kept = await database.transact(async (tx) => {
    tx.lockAll(Complaint, [piece.complaintId]);
    const evidence = await tx.byId(Evidence, piece.id);
    if (!evidence) throw new Refusal("NOT_FOUND");
    const before = copyIn(evidence);
    if (before) return before;
    tx.change(evidence, { shownKey: made.key, shownSha256: made.sha256, shownSize: made.size });
    return made;
  });
  if (kept.key !== made.key) await storage.remove(made.key); // another request was faster
  return kept;
}

/** For a whole case. An image that can no longer be copied is withheld from the other side. */
export async function makeMissingCopies(services: Services, complaintId: string): Promise<void> {
  for (const piece of await services.database.find(Evidence, { complaintId, shownKey: null }))
    await shownCopyOf(services, piece).catch((error: unknown) => {
      if (!isRejected(error)) throw error;
    });
}

function copyIn({ shownKey, shownSha256, shownSize }: Piece): ShownCopy | null {
  if (shownKey === null || shownSha256 === null || shownSize === null) return null;
  return { key: shownKey, sha256: shownSha256, size: shownSize };
}
