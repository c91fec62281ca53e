import { createHash, randomBytes } from "node:crypto";

/** 256 random bits: no salt is needed to keep their digest only, and nobody guesses them. */
export const newSecretToken = (): string => randomBytes(32).toString("base64url");

/** What is kept of a token; the token itself is never stored. */
export const digestOf = (token: string): string => createHash("sha256").update(token).digest("hex");
