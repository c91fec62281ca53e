import { randomUUID } from "node:crypto";
import { fromString, fromUUID, toUUID, typeidUnboxed } from "typeid-js";

/** A noun with ids of its own, recognised by their prefix, which its entity declares as `static readonly idPrefix`. */
export interface Identified {
  readonly idPrefix: string;
}

/** Time-ordered TypeIDs: `cmp_01h…`. Source: https://github.com/jetify-com/typeid */
export function newId({ idPrefix }: Identified): string {
  return typeidUnboxed(idPrefix);
}

/**
 * By which a request's answer, its errors and the log refer to it. In one piece: `randomUUID` puts its text together from fourteen, which
 * would all stay in memory for as long as it does.
 */
export const newRequestId = (): string => Buffer.from(randomUUID(), "latin1").toString("latin1");

const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** True when `id` has the form of an id of this noun; does not say whether it exists. */
export function isIdOf({ idPrefix }: Identified, id: string): boolean {
  const start = `${idPrefix}_`;
  return id.startsWith(start) && SUFFIX.test(id.slice(start.length));
}

/** When an id was made, epoch milliseconds by the clock of its machine. */
export const timeOfId = (id: string): number =>
  Number.parseInt(toUUID(fromString(id)).replace("-", "").slice(0, 12), 16);

/** All ids of this noun that are made from then on come after it. */
export function idFrom({ idPrefix }: Identified, time: number): string {
  const hex = time.toString(16).padStart(12, "0");
  return fromUUID(`${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`, idPrefix);
}
