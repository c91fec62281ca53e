import { Refusal } from "../refusal";
import type { AnnouncedFile } from "./announced-file";

/** An announced file, and what its bytes are wanted for. */
export interface AwaitedUpload {
  /** Of its row; what comes of it in parts is kept under it. */
  id: string;
  file: AnnouncedFile;
  /** All of it came, was what was announced, and was admitted. */
  arrived: boolean;
  /** Points a row at the bytes; throws when they are not wanted any more. */
  admit: (storageKey: string) => Promise<void>;
  /** What the row points at by now. */
  storageKeyNow: () => Promise<string | null>;
  /** What the client is told when it sent all in one piece. */
  answer: object;
}

export function alreadyUploaded(id: string): Refusal {
  return new Refusal("ALREADY_EXISTS", { reason: "upload.alreadyUploaded", existingId: id });
}
