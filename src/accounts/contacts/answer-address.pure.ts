import { createHmac, timingSafeEqual } from "node:crypto";
import type { Sealer } from "../../platform/sealed";
import { isIdOf } from "../../platform/ids";
import { Letter } from "./letter.entity";

const MAC_BYTES = 16;
/** Lower-case letters and digits alone: what is before the @ passes through programs that know no other. 61 signs of the 64 that are allowed. */
const LOCAL = /^a\.([0-7][0-9a-hjkmnp-tv-z]{25})\.([0-9a-f]{32})$/;

/** Where an answer to the letter goes: nobody can guess it, and it stands for one person and one case. */
export const answerAddress = (sealer: Sealer, domain: string, letterId: string): string =>
  `a.${letterId.slice(letterId.indexOf("_") + 1)}.${macOf(keysOf(sealer)[0], letterId).toString("hex")}@${domain}`;

/** The letter that an address stands for; null: it is none of ours. */
export function letterOfAnswer(sealer: Sealer, domain: string, address: string): string | null {
  const [local = "", host] = address.trim().toLowerCase().split("@");
  const [, suffix, mac] = (host === domain && LOCAL.exec(local)) || [];
  if (!suffix || !mac) return null;
  const id = `${Letter.idPrefix}_${suffix}`;
  const isOurs = keysOf(sealer).some((key) => timingSafeEqual(macOf(key, id), Buffer.from(mac, "hex")));
  return isOurs && isIdOf(Letter, id) ? id : null;
}

const keysOf = (sealer: Sealer): [Buffer, ...Buffer[]] => sealer.deriveKeys("mail answers");
const macOf = (key: Buffer, id: string): Buffer => createHmac("sha256", key).update(id).digest().subarray(0, MAC_BYTES);
