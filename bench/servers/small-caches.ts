import "reflect-metadata";
import { Tail } from "../../src/platform/feed/tail";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";

/**
 * Loaded into our server before its own code (`node --require`): what it keeps of answers and of events is full within a minute, so that
 * what then still grows is not that.
 */
Object.assign(DEFAULT_LIMITS, { answerBytes: 2_000_000 });

const start: typeof Tail.start = Tail.start.bind(Tail);
Tail.start = (database, log) => start(database, log, { events: 512, bytes: 1_000_000 });
