/** Lengths of time in milliseconds, as instants are counted. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The day of an instant, UTC: `2026-03-01`. */
export const dateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** The clock of the market and its office: what is told to nobody in particular is told by it. */
export const MARKET_TIME_ZONE = "Asia/Shanghai";
