import type { EvidenceKind, EvidenceVisibility } from "../api/schema.generated";
import { serverNow } from "../api/server-clock";

/** What a person says of a file. */
export interface AboutFile {
  kind: EvidenceKind;
  title: string;
  description: string;
  visibility: EvidenceVisibility;
  supersedesId: string | null;
}

/** An upload that was announced and has not arrived; what is needed to go on with it after the page was loaded again. */
export interface UnfinishedUpload {
  accountId: string;
  complaintId: string;
  evidenceId: string;
  uploadUrl: string;
  expiresAt: string;
  fileName: string;
  size: number;
  sha256: string;
  about: AboutFile;
}

/** A file that was chosen now, or is to be chosen again to go on. */
export interface Chosen {
  key: string;
  file: File | null;
  fromCamera: boolean;
  begun: UnfinishedUpload | null;
}

const KEY = "redress.uploads";
/** Longer than any address for uploads lives; what was typed about the file is still offered for that time. */
const KEPT_MS = 24 * 3_600_000;

const all = (): UnfinishedUpload[] =>
  (JSON.parse(localStorage.getItem(KEY) ?? "[]") as UnfinishedUpload[]).filter(
    ({ expiresAt }) => serverNow() - Date.parse(expiresAt) < KEPT_MS,
  );

const write = (uploads: UnfinishedUpload[]): void => localStorage.setItem(KEY, JSON.stringify(uploads));

export const unfinishedUploads = (accountId: string, complaintId: string): UnfinishedUpload[] =>
  all().filter((upload) => upload.accountId === accountId && upload.complaintId === complaintId);

export function rememberUpload(upload: UnfinishedUpload): void {
  write([...all().filter(({ evidenceId }) => evidenceId !== upload.evidenceId), upload]);
}

export function forgetUpload(evidenceId: string): void {
  write(all().filter((upload) => upload.evidenceId !== evidenceId));
}
