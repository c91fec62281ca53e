import type { ImageLimits } from "../images/image-limits";
import type { ShownCopy } from "../images/shown-copy";
import { Refusal } from "../refusal";
import type { AnnouncedFile } from "./announced-file";

/** Where the bytes of an upload lie that was found to be what was announced. */
export interface KeptBytes {
  storageKey: string;
  /** Of an image, when `AwaitedUpload.images` asks for it. */
  shown: ShownCopy | null;
}

/** Counts what somebody sends, whatever becomes of it. */
export interface UploadMeter {
  /** Before so many bytes are read; refuses when they would be more than one person may send in a day. */
  take(bytes: number): Promise<void>;
  /** What was taken and has not come. */
  giveBack(bytes: number): Promise<void>;
}

/** An announced file, and what its bytes are wanted for. */
export interface AwaitedUpload {
  /** Of its row; what comes of it in parts is kept under it. */
  id: string;
  /** Who announced it, and alone may send it. */
  accountId: string;
  file: AnnouncedFile;
  /** Nothing more is wanted: all of it came, was what was announced, and was admitted. */
  arrived: boolean;
  meter: UploadMeter;
  /** How large an image may be, and whether a copy of it for other people's eyes is kept. */
  images: { limits: ImageLimits; copied: boolean };
  /** Points a row at the bytes; throws when they are not wanted any more. */
  admit: (kept: KeptBytes) => Promise<void>;
  /** Writes down that they are malware, by that name, so that they are not asked for again. */
  condemn: (found: string) => Promise<void>;
  /** What the row points at by now. */
  storageKeyNow: () => Promise<string | null>;
  /** What the client is told when it sent all in one piece. */
  answer: object;
}

export function alreadyUploaded(id: string): Refusal {
  return new Refusal("ALREADY_EXISTS", { reason: "upload.alreadyUploaded", existingId: id });
}
