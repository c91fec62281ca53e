/** Which columns name a stored file and say the digest of its bytes as they are stored (SHA-256, hex): table, key, digest. */
export const STORED_FILES = [
  ["evidence", "storage_key", "sha256"],
  ["evidence", "shown_key", "shown_sha256"],
  // Encrypted, but for what an earlier version stored: verified without the secret.
  ["verification_document", "storage_key", "CASE stored_sha256 WHEN '' THEN sha256 ELSE stored_sha256 END"],
  ["dossier", "storage_key", "sha256"],
  ["data_export", "storage_key", "sha256"],
] as const;
