import pino, { type Logger } from "pino";
import { FileStorage } from "./file-storage";
import type { Storage } from "./storage";
import type { StorageSettings } from "./storage-url.pure";

const SILENT = pino({ level: "silent" });

/** The storage that the settings name. What speaks S3 is loaded only where it is used. */
export async function openStorage(settings: StorageSettings, log: Logger = SILENT, reserve = 0): Promise<Storage> {
  if (settings.kind === "file") return new FileStorage(settings.folder, reserve);
  const { S3Storage } = await import("./s3-storage.js");
  return new S3Storage(settings, log);
}
