import { Refusal } from "../refusal";
import { ACCEPTED_TYPES, acceptedType, namedAs } from "./media-type";

/** A file as it was announced before its bytes came. */
export interface AnnouncedFile {
  size: number;
  /** Lower-case hex. */
  sha256: string;
  /** What the client said it is. */
  declaredType: string;
}

/** What can never be accepted is refused before a byte of it is sent. */
export function checkAnnounced(input: { fileName: string; mediaType: string; size: number }, most: number): void {
  const type = acceptedType(input.mediaType);
  if (!type) throw unacceptable("upload.typeNotAccepted", "input.mediaType", { accepted: ACCEPTED_TYPES.join(", ") });
  if (!namedAs(type, input.fileName)) throw unacceptable("upload.fileName", "input.fileName", { type });
  if (input.size === 0) throw unacceptable("upload.empty", "input.size");
  if (input.size > most) throw unacceptable("upload.tooLarge", "input.size", { most });
}

const unacceptable = (reason: string, field: string, params: Record<string, string | number> = {}): Refusal =>
  new Refusal("EVIDENCE_REJECTED", { reason, field, params });
