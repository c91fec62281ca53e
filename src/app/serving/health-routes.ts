import { undecidableCases } from "../../adjudication/decisions/undecidable.queries";
import { sayShortage } from "../../adjudication/penalties/approval-reach.pure";
import { readApprovalShortages } from "../../adjudication/penalties/approval-reach.queries";
import { calendarEndsSoon } from "../../house-rules/calendar.queries";
import type { Clock } from "../../platform/clock";
import type { Services } from "../../platform/graphql/context";

/** How long it is not looked again at what the server depends on. */
export const KEPT_MS = 5_000;

type Health = [status: number, body: object];

/** For each address status and body; null: there is no such address. */
export function healthDoor(
  services: Services,
  { isLeaving, isRedisAway }: { isLeaving: () => boolean; isRedisAway: () => boolean },
): (path: string) => Promise<Health> | Health | null {
  // Anybody may ask, as often as they like, also while nothing can be counted: what a look costs must not depend on how many do.
  const dependencies = kept(services.clock, () => dependenciesOf(services, isRedisAway()));
  return (path) => {
    switch (path) {
      case "/health/live":
        return [200, { status: "live" }];
      // For whatever distributes requests. What all nodes share is no reason to take one of them out: then none would be left, and nobody
      // would be told why.
      case "/health/ready":
        return isLeaving() ? [503, { status: "leaving" }] : [200, { status: "ready" }];
      case "/health/dependencies":
        return dependencies();
      default:
        return null;
    }
  };
}

/** What is under way is shared, and its result for a while after. */
function kept<T>(clock: Clock, make: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | null = null;
  let doneAt: number | null = null;
  return () => {
    if (last && (doneAt === null || Math.abs(clock.now() - doneAt) < KEPT_MS)) return last;
    doneAt = null;
    last = make().finally(() => (doneAt = clock.now()));
    return last;
  };
}

async function dependenciesOf(services: Services, isRedisAway: boolean): Promise<Health> {
  const problems = await problemsOf(services);
  const warnings = [
    // Nothing is lost without it.
    ...(isRedisAway
      ? ["redis: cannot be used; each node counts limits alone, and looks each second what others did"]
      : []),
    ...(problems.includes("database")
      ? []
      : [...(await calendarWarnings(services)), ...(await approvalWarnings(services))]),
  ];
  return [problems.length > 0 ? 503 : 200, { status: problems.length > 0 ? "failing" : "working", problems, warnings }];
}

/** What cannot be used at this moment. Asks the database itself, not memory. */
async function problemsOf({ database, storage }: Services): Promise<string[]> {
  const looks = {
    database: database.query("SELECT position FROM feed_counter WHERE id = 1"),
    storage: storage.check(),
  };
  const found = await Promise.all(
    Object.entries(looks).map(([name, look]) =>
      look.then(
        () => [],
        () => [name],
      ),
    ),
  );
  return found.flat();
}

async function calendarWarnings({ database, clock, log }: Services): Promise<string[]> {
  try {
    const ending = await calendarEndsSoon(database, clock.now());
    return ending ? [`calendar: official holidays are known until ${ending.certainUntil}`] : [];
  } catch (error) {
    // The server works without knowing; but not knowing is no good news.
    log.warn({ err: error }, "the end of the working calendar could not be read");
    return ["calendar: its end could not be read"];
  }
}

async function approvalWarnings({ database, clock, log }: Services): Promise<string[]> {
  try {
    const cases = (await undecidableCases(database)).length;
    return [
      ...(await readApprovalShortages(database, clock.now())).map(sayShortage),
      ...(cases > 0
        ? [`approvals: of ${cases} cases no lead may decide the appeal, or sign the ruling as the second`]
        : []),
    ];
  } catch (error) {
    log.warn({ err: error }, "whether what waits for leads can still be decided could not be read");
    return ["approvals: whether there are leads enough could not be read"];
  }
}
