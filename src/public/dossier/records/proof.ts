import { CaseRequest } from "../../../case/evidence/case-request.entity";
import { Evidence } from "../../../case/evidence/evidence.entity";
import { hasArrived } from "../../../case/evidence/evidence.pure";
import { pick, type CaseRecord } from "./case-record";
import { sectionOf } from "./section-of";

/** Chosen by the actual media type, never by the submitted file name. */
const ENDINGS: Record<string, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/heic": "heic",
  "application/pdf": "pdf",
  "video/mp4": "mp4",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/wav": "wav",
  "audio/ogg": "ogg",
  "text/plain": "txt",
};

/** The platform's requests. */
export const requests = sectionOf("request", CaseRequest, (row, { people }) => ({
  audience: "PARTIES",
  fields: {
    ...pick(row, "kind", "addressedTo", "text", "askedAt", "dueAt"),
    mandatory: Number(row.mandatory),
    ...pick(row, "answeredAt", "answer", "missedAt", "lapsedAt"),
    by: people.label(row.askedById, "MODERATOR"),
  },
}));

/** Announced uploads that have not arrived are not evidence. */
export const evidence = sectionOf("evidence", Evidence, (row, { people }) => {
  if (!hasArrived(row)) return null;
  return {
    audience: row.visibility,
    fields: {
      ...pick(row, "side", "kind", "title", "description", "visibility", "status", "fileName", "declaredType"),
      ...pick(row, "mediaType", "size", "sha256", "shownSha256", "shownSize", "supersedesId", "supersededById"),
      ...pick(row, "createdAt", "storedAt", "lateDecision", "lateReason", "lateDecidedAt"),
      late: Number(row.late),
      by: people.label(row.submittedById, row.side),
      lateDecidedBy: people.label(row.lateDecidedById, "MODERATOR"),
    },
    ...filesOf(row),
  };
});

function filesOf({ id, side, mediaType, storageKey, shownKey }: Evidence): Pick<CaseRecord, "file" | "copy"> {
  if (storageKey === null) return {};
  const ending = ENDINGS[mediaType ?? ""] ?? "bin";
  const file = { storageKey, path: `evidence/${id}.${ending}`, digest: "sha256" };
  if (!mediaType?.startsWith("image/")) return { file };
  const shown = shownKey && { storageKey: shownKey, path: `evidence/${id}-copy.${ending}`, digest: "shownSha256" };
  return { file, copy: { of: side, file: shown || null } };
}
