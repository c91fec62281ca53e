import type { Reader } from "../../platform/database/reader";
import { isSandbox } from "../../platform/database/sandboxed";
import type { Share } from "./password.pure";

const PROOFS: Share = { of: "people who are signed in", most: 16 };
const SANDBOXES: Share = { of: "sandboxes", most: 8 };
const MOST_OF_SANDBOX = 4;
const MOST_OF_PERSON = 2;

/**
 * Whose share of the places for passwords something takes. Signing in and registering take what is left, since they are counted by
 * address; those who are signed in are not, and in a sandbox everything is known to whoever made it: none of them fills what others sign in by.
 */
export function sharesOf(reader: Reader, accountId: string | null = null): Share[] {
  const shares: Share[] = [];
  if (isSandbox(reader)) shares.push(SANDBOXES, { of: reader.source, most: MOST_OF_SANDBOX });
  else if (accountId !== null) shares.push(PROOFS);
  if (accountId !== null) shares.push({ of: accountId, most: MOST_OF_PERSON });
  return shares;
}
