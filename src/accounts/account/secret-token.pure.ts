import { createHash, randomBytes } from "node:crypto";

/** 256 random bits: no salt is needed to store their digest only, and no one can guess them. */
export const newSecretToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token; never the token itself. */
export const digestOf = (token: string): string => createHash("sha256").update(token).digest("hex");
