import { rejected } from "../rejected";
import { ACCEPTED_TYPES, acceptedType, namedAs } from "./media-type";

/** A file as it was announced before its bytes arrived. */
export interface AnnouncedFile {
  size: number;
  /** Lower-case hex. */
  sha256: string;
  /** What the client said it is. */
  declaredType: string;
}

/** Refuses what can never be accepted before a byte of it is sent. */
export function checkAnnounced(input: { fileName: string; mediaType: string; size: number }, most: number): void {
  const type = acceptedType(input.mediaType);
  if (!type) throw rejected("upload.typeNotAccepted", { accepted: ACCEPTED_TYPES.join(", ") }, "input.mediaType");
  if (!namedAs(type, input.fileName)) throw rejected("upload.fileName", { type }, "input.fileName");
  if (input.size === 0) throw rejected("upload.empty", {}, "input.size");
  if (input.size > most) throw rejected("upload.tooLarge", { most }, "input.size");
}
