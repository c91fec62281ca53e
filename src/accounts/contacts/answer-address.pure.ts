import { createHmac, timingSafeEqual } from "node:crypto";
import type { Sealer } from "../../platform/secrets/sealed";
import { isIdOf } from "../../platform/ids";
import { Letter } from "./letter.entity";

const MAC_BYTES = 16;
/** Of each use: what its addresses begin with, and what their keys are derived for. */
const ANSWERS = { sign: "a", keys: "mail answers" } as const;
const REPORTS = { sign: "b", keys: "mail reports" } as const;
type Use = typeof ANSWERS | typeof REPORTS;

/** Lower-case letters and digits alone: what is before the @ passes through programs that know no other. 61 signs of the 64 that are allowed. */
const LOCAL = /^([ab])\.([0-7][0-9a-hjkmnp-tv-z]{25})\.([0-9a-f]{32})$/;

/** Where an answer to the letter goes: nobody can guess it, and it stands for one person and one case. */
export const answerAddress = (sealer: Sealer, domain: string, letterId: string): string =>
  addressFor(ANSWERS, sealer, domain, letterId);

/** Where relays report that the letter came back: it is on the envelope alone, so that whoever is forwarded the mail does not know it. */
export const reportAddress = (sealer: Sealer, domain: string, letterId: string): string =>
  addressFor(REPORTS, sealer, domain, letterId);

/** The letter that an address stands for; null: it is none of ours. */
export const letterOfAnswer = (sealer: Sealer, domain: string, address: string): string | null =>
  letterOf(ANSWERS, sealer, domain, address);

export const letterOfReport = (sealer: Sealer, domain: string, address: string): string | null =>
  letterOf(REPORTS, sealer, domain, address);

const addressFor = (use: Use, sealer: Sealer, domain: string, id: string): string =>
  `${use.sign}.${id.slice(id.indexOf("_") + 1)}.${macOf(keysOf(use, sealer)[0], id).toString("hex")}@${domain}`;

function letterOf(use: Use, sealer: Sealer, domain: string, address: string): string | null {
  const [local = "", host] = address.trim().toLowerCase().split("@");
  const [, sign, suffix, mac] = (host === domain && LOCAL.exec(local)) || [];
  if (sign !== use.sign || !suffix || !mac) return null;
  const id = `${Letter.idPrefix}_${suffix}`;
  const isOurs = keysOf(use, sealer).some((key) => timingSafeEqual(macOf(key, id), Buffer.from(mac, "hex")));
  return isOurs && isIdOf(Letter, id) ? id : null;
}

const keysOf = ({ keys }: Use, sealer: Sealer): [Buffer, ...Buffer[]] => sealer.deriveMailKeys(keys);
const macOf = (key: Buffer, id: string): Buffer => createHmac("sha256", key).update(id).digest().subarray(0, MAC_BYTES);
