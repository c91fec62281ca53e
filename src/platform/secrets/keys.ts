import { createHash, hkdfSync } from "node:crypto";

/** 32 secret bytes for one use, the same on all nodes and after every start: a key that leaks is worth nothing for the other uses. */
export const deriveKey = (secret: string, use: string): Buffer => Buffer.from(hkdfSync("sha256", secret, "", use, 32));

/** A key's public name. */
export const keyIdOf = (key: Buffer): string => createHash("sha256").update(key).digest("base64url").slice(0, 11);
