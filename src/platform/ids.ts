import { typeid } from "typeid-js";

/** What has ids of its own, told by how they begin: a noun's entity says it as `static readonly idPrefix`. */
export interface Identified {
  readonly idPrefix: string;
}

/** Time-ordered TypeIDs: `cmp_01h…`. Source: https://github.com/jetify-com/typeid */
export function newId({ idPrefix }: Identified): string {
  return typeid(idPrefix).toString();
}

const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** True when `id` has the shape of an id of this noun; says nothing of whether it exists. */
export function isIdOf({ idPrefix }: Identified, id: string): boolean {
  const start = `${idPrefix}_`;
  return id.startsWith(start) && SUFFIX.test(id.slice(start.length));
}
