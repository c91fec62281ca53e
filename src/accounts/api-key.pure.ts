import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/** What every key of an API client begins with: for its owner, and for what looks for keys where none should be. */
export const KEY_PREFIX = "rdk_live_";

const BYTES = 32;
/** Of the greatest number of so many bytes, in base 36. */
const DIGITS = 50;
const CHECK_DIGITS = 7;
const RADIX = 36;
const KEY = new RegExp(`^${KEY_PREFIX}([0-9a-z]{${DIGITS}})([0-9a-z]{${CHECK_DIGITS}})$`);

/** 256 random bits and a checksum, in lower case letters and digits: a double click selects all of it, and a scanner knows one from its like. */
export function newApiKey(): string {
  const digits = BigInt(`0x${randomBytes(BYTES).toString("hex")}`)
    .toString(RADIX)
    .padStart(DIGITS, "0");
  return `${KEY_PREFIX}${digits}${checkOf(digits)}`;
}

/** Whether a bearer token claims to be a key; determines only who verifies it. */
export const claimsToBeKey = (token: string): boolean => token.startsWith(KEY_PREFIX);

/** Of the right form, with the right checksum. */
export function isApiKey(text: string): boolean {
  const [, digits = "", check] = KEY.exec(text) ?? [];
  return check === checkOf(digits);
}

/** By which its owner tells it from others. */
export const hintOf = (key: string): string => key.slice(-4);

const checkOf = (digits: string): string =>
  crc32(KEY_PREFIX + digits)
    .toString(RADIX)
    .padStart(CHECK_DIGITS, "0");
