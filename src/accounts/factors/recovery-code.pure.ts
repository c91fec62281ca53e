import { createHash, randomInt } from "node:crypto";

/** Crockford's base 32: no letters that can be mistaken for digits. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 4;
const GROUP = 4;

export const newRecoveryCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""),
  ).join("-");

/** Normalises what was typed: lower case, spaces, the letters mistaken for digits. */
const fold = (code: string): string =>
  code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

/** What is stored of a code. */
export const digestOfRecoveryCode = (code: string): string => createHash("sha256").update(fold(code)).digest("hex");
