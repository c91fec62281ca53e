import type { EvidenceKind } from "../api/schema.generated";

const KINDS: Record<string, EvidenceKind> = { image: "SCREENSHOT", text: "CHAT_LOG", audio: "AUDIO", video: "VIDEO" };

/** The most likely kind of evidence, by the file's media type. */
export const kindOf = (mediaType: string, fromCamera: boolean): EvidenceKind =>
  fromCamera ? "PHOTO" : (KINDS[mediaType.split("/")[0] ?? ""] ?? "OTHER");
