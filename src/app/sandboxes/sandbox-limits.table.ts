import type { FirstValues } from "../../house-rules/seed-house-rules";
import { DAY, MINUTE } from "../../platform/time";

/** How many of one provider's, or of the platform's, there are at most. */
export const SANDBOXES_EACH = 3;
/** Unused for so long, a sandbox is removed with all that is in it. */
export const KEPT_FOR = 30 * DAY;
/** Its database and files together; with more it answers nothing until it is deleted. */
export const MOST_BYTES = 128 * 1024 * 1024;
/** How often the folder of one is measured at most, in milliseconds. */
export const MEASURED_EVERY = 5_000;
/** How much of its database each of its connections keeps in memory: whoever fills sandboxes takes none of the market's. */
export const CACHE_KIB = 2_000;
/** How much of documents and of answers it keeps, in bytes: whoever sends many takes as little. */
export const CACHES = { documentBytes: 4_194_304, compiledBytes: 8_388_608, answerBytes: 4_194_304 };
/** Without requests for so long, it is closed until the next one. */
export const IDLE_AFTER = 10 * MINUTE;
/** Held by nothing but live connections, and asked nothing for so long, it makes room for one that is asked for. */
export const QUIET_AFTER = 2 * MINUTE;
/** How often sandboxes are opened for one visitor's address: it takes the market's processor. */
export const OPENINGS = { points: 20, duration: 60 };
/** Cost points a minute, of each account in it, of each visitor's address, and of all of them: accounts are made in it without end. */
export const BUDGET = { perPerson: 120_000, perAddress: 60_000, together: 240_000 };
/** Live connections to one. */
export const SOCKETS = 50;
/** House rules that are others in a sandbox: its one consumer complains more often than anybody would. */
export const SANDBOX_RULES: FirstValues = { "filing.pace": { perDay: 1_000 } };
/** How far one call moves its clock. */
export const LONGEST_STEP = 92 * DAY;
/** Cost points of moving it, however far: all sweeps run for each day of it. */
export const STEP_POINTS = 5_000;
/** Cost points of each record of a marketplace, beside those of the request: what taking it in takes of the processor. */
export const RECORD_POINTS = 10;
/** Cost points of a test case: about what its commands cost one by one. */
export const CASE_POINTS = 1_000;
