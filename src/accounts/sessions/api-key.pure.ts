import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/** `live`: of the market itself; `test`: of a sandbox. */
export type KeyKind = "live" | "test";

/** What every key of an API client begins with: for its owner, and for what looks for keys where none should be. */
const PREFIXES: Readonly<Record<KeyKind, string>> = { live: "rdk_live_", test: "rdk_test_" };

const BYTES = 32;
/** Of the greatest number of so many bytes, in base 36. */
const DIGITS = 50;
const CHECK_DIGITS = 7;
const RADIX = 36;
const KEY = new RegExp(`^(rdk_(?:live|test)_)([0-9a-z]{${DIGITS}})([0-9a-z]{${CHECK_DIGITS}})$`);

/** 256 random bits and a checksum, in lower case letters and digits: a double click selects all of it, and a scanner knows one from its like. */
export function newApiKey(kind: KeyKind): string {
  const digits = BigInt(`0x${randomBytes(BYTES).toString("hex")}`)
    .toString(RADIX)
    .padStart(DIGITS, "0");
  return `${PREFIXES[kind]}${digits}${checkOf(PREFIXES[kind], digits)}`;
}

/** Of which kind a bearer token claims to be a key; null: of none. Determines only who verifies it. */
export const claimedKind = (token: string): KeyKind | null =>
  token.startsWith(PREFIXES.live) ? "live" : token.startsWith(PREFIXES.test) ? "test" : null;

/** Of the right form, with the right checksum. */
export function isApiKey(text: string): boolean {
  const [, prefix = "", digits = "", check] = KEY.exec(text) ?? [];
  return check === checkOf(prefix, digits);
}

/** By which its owner tells it from others. */
export const hintOf = (key: string): string => key.slice(-4);

const checkOf = (prefix: string, digits: string): string =>
  crc32(prefix + digits)
    .toString(RADIX)
    .padStart(CHECK_DIGITS, "0");
