import { ACCOUNTS } from "../accounts/accounts";
import { ADJUDICATION } from "../adjudication/adjudication";
import { CASE } from "../case/case";
import type { SystemActs } from "../case/complaints/sweep-clocks";
import { HOUSE_RULES } from "../house-rules/house-rules-district";
import { MARKET } from "../market/market";
import type { District } from "../platform/district";
import { PLATFORM } from "../platform/platform";
import { PREVENTION } from "../prevention/prevention";
import { PUBLIC } from "../public/public";
import { APP } from "./app";
import "./messages";

/** From upstream to downstream. */
const DISTRICTS: readonly District[] = [
  PLATFORM,
  HOUSE_RULES,
  ACCOUNTS,
  MARKET,
  CASE,
  ADJUDICATION,
  PREVENTION,
  PUBLIC,
  APP,
];

/** Every table's class. */
export const ENTITIES = DISTRICTS.flatMap(({ entities }) => entities);

/** Everything the API offers. */
export const RESOLVERS = DISTRICTS.flatMap(({ resolvers }) => resolvers);

/** Downstream sees what upstream has done in the same round. */
export const SWEEPS = DISTRICTS.flatMap(({ sweeps = [] }) => sweeps);

/** What the system does in a case when a clock runs out. */
export const SYSTEM_ACTS: SystemActs = { ...CASE.systemActs, ...ADJUDICATION.systemActs };

/** What downstream nouns make of the log. */
export const PROJECTIONS = DISTRICTS.flatMap(({ projections = [] }) => projections);

/** Every kind of long work. */
export const JOBS = DISTRICTS.flatMap(({ jobs = [] }) => jobs);

/** Files and feeds, each under its own first word. */
export const ROUTES = new Map(DISTRICTS.flatMap(({ routes = {} }) => Object.entries(routes)));

/** What a new database begins with, by table. */
export const SEEDS = DISTRICTS.flatMap(({ seeds = {} }) => Object.entries(seeds));
