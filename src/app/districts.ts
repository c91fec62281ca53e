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
import { EVENT_HISTORIES } from "./catalogues/event-histories.table";
import { learnEvents } from "../platform/graphql/event-catalogue";
import { learnJobs } from "../platform/jobs/job-kinds";
import { learnRefusals } from "../platform/refusal-catalogue";
import { EVENT_SHAPES } from "./catalogues/event-shapes.table";
import "./messages";
import { REFUSAL_REASONS } from "./catalogues/refusal-reasons.table";

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

for (const { refusals = {} } of DISTRICTS) learnRefusals(refusals, REFUSAL_REASONS);
learnEvents(EVENT_HISTORIES, EVENT_SHAPES);

/** Every table's class. */
export const ENTITIES = DISTRICTS.flatMap(({ entities }) => entities);

/** Everything the API offers. */
export const RESOLVERS = DISTRICTS.flatMap(({ resolvers }) => resolvers);

/** Downstream sweeps see what upstream ones have done in the same round. */
export const SWEEPS = DISTRICTS.flatMap(({ sweeps = [] }) => sweeps);

export const SENDINGS = DISTRICTS.flatMap(({ sendings = [] }) => sendings);

/** The system's actions in a case when a clock expires. */
export const SYSTEM_ACTS: SystemActs = { ...CASE.systemActs, ...ADJUDICATION.systemActs };

/** The projections of the log. */
export const PROJECTIONS = DISTRICTS.flatMap(({ projections = [] }) => projections);

/** Every kind of job. */
export const JOBS = DISTRICTS.flatMap(({ jobs = [] }) => jobs);
learnJobs(JOBS);

/** Files and feeds, by the first segment of their path. */
export const ROUTES = new Map(DISTRICTS.flatMap(({ routes = {} }) => Object.entries(routes)));

/** Default content of a new database, by table. */
export const SEEDS = DISTRICTS.flatMap(({ seeds = {} }) => Object.entries(seeds));
