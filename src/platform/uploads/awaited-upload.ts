import type { ImageLimits } from "../images/image-limits";
import type { ShownCopy } from "../images/shown-copy";
import { Refusal } from "../refusal";
import type { Files } from "../storage/encrypted-storage";
import type { AnnouncedFile } from "./announced-file";

/** Where the bytes of an upload are stored once it was found to match its announcement. */
export interface KeptBytes {
  storageKey: string;
  /** The copy of an image, when `AwaitedUpload.images` requests it. */
  shown: ShownCopy | null;
}

/** Counts the bytes that someone sends, whatever becomes of them. */
export interface UploadMeter {
  /** Called before so many bytes are read; refuses when they would exceed what one person may send in a day. */
  take(bytes: number): Promise<void>;
  /** Returns bytes that were taken and did not arrive. */
  giveBack(bytes: number): Promise<void>;
}

/** An announced file, and what happens to its bytes. */
export interface AwaitedUpload {
  /** Its row's id; parts of the file are stored under it. */
  id: string;
  /** The person who announced it, who alone may send it. */
  accountId: string;
  file: AnnouncedFile;
  /** All of it arrived, matched the announcement, and was admitted. */
  arrived: boolean;
  meter: UploadMeter;
  /** Where its bytes are kept once all have arrived; without it: the storage, as they were sent. */
  files?: Files;
  /** How large an image may be, and whether a copy of it is kept for other people to see. */
  images: { limits: ImageLimits; copied: boolean };
  /** Points a row at the bytes; throws when they are no longer wanted. */
  admit: (kept: KeptBytes) => Promise<void>;
  /** Marks the bytes as malware of that name, so that they are not requested again. */
  condemn: (found: string) => Promise<void>;
  /** What the row points at once nobody is about to change it. */
  storageKeyNow: () => Promise<string | null>;
  /** The response to a client that sent everything in one piece. */
  answer: object;
}

export function alreadyUploaded(id: string): Refusal {
  return new Refusal("ALREADY_EXISTS", { reason: "upload.alreadyUploaded", existingId: id });
}
