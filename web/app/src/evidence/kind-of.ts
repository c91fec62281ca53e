import type { EvidenceKind } from "../api/schema.generated";

const KINDS: Record<string, EvidenceKind> = { image: "SCREENSHOT", text: "CHAT_LOG", audio: "AUDIO", video: "VIDEO" };

/** What a file most likely is, by its media type. */
export const kindOf = (mediaType: string, fromCamera: boolean): EvidenceKind =>
  fromCamera ? "PHOTO" : (KINDS[mediaType.split("/")[0] ?? ""] ?? "OTHER");
