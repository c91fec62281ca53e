import type { Reader } from "../../platform/database/reader";

const required = new WeakSet<object>();

/** From now on for everybody who works on this database: staff roles are in force only with a second factor. */
export const requireStaffFactor = (reader: Reader): void => void required.add(reader.source);

export const isStaffFactorRequired = (reader: Reader): boolean => required.has(reader.source);
