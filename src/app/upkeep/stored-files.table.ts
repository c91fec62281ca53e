/** Which columns name a stored file and say its digest (SHA-256, hex): table, key, digest. */
export const STORED_FILES = [
  ["evidence", "storage_key", "sha256"],
  ["evidence", "shown_key", "shown_sha256"],
  ["verification_document", "storage_key", "sha256"],
  ["dossier", "storage_key", "sha256"],
  ["data_export", "storage_key", "sha256"],
] as const;
