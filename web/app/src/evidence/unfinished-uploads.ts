import type { EvidenceKind, EvidenceVisibility } from "../api/schema.generated";
import { serverNow } from "../api/server-clock";

/** The description of a file by the person who adds it. */
export interface AboutFile {
  kind: EvidenceKind;
  title: string;
  description: string;
  visibility: EvidenceVisibility;
  supersedesId: string | null;
}

/** An upload that was announced and has not arrived, with what is needed to resume it after the page was reloaded. */
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

/** A file that was just chosen, or must be chosen again to resume its upload. */
export interface Chosen {
  key: string;
  file: File | null;
  fromCamera: boolean;
  begun: UnfinishedUpload | null;
}

const KEY = "redress.uploads";
/** Longer than any address for uploads is valid; until then the description of the file is still offered. */
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
