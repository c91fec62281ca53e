import { typeidUnboxed } from "typeid-js";

/** A noun with ids of its own, recognised by their prefix, which its entity declares as `static readonly idPrefix`. */
export interface Identified {
  readonly idPrefix: string;
}

/** Time-ordered TypeIDs: `cmp_01h…`. Source: https://github.com/jetify-com/typeid */
export function newId({ idPrefix }: Identified): string {
  return typeidUnboxed(idPrefix);
}

const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** True when `id` has the form of an id of this noun; does not say whether it exists. */
export function isIdOf({ idPrefix }: Identified, id: string): boolean {
  const start = `${idPrefix}_`;
  return id.startsWith(start) && SUFFIX.test(id.slice(start.length));
}
