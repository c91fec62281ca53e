import { sayShortage } from "../adjudication/penalties/approval-reach.pure";
import { readApprovalShortages } from "../adjudication/penalties/approval-reach.queries";
import { calendarEndsSoon } from "../house-rules/calendar.queries";
import type { Services } from "../platform/graphql/context";

/** Status and body; null: there is no such address. */
export async function healthOf(
  path: string,
  services: Services,
  isLeaving: boolean,
): Promise<[status: number, body: object] | null> {
  switch (path) {
    case "/health/live":
      return [200, { status: "live" }];
    // For whatever distributes requests. What all nodes share is no reason to take one of them out: then none would be left, and nobody
    // would be told why.
    case "/health/ready":
      return isLeaving ? [503, { status: "leaving" }] : [200, { status: "ready" }];
    case "/health/dependencies": {
      const problems = await problemsOf(services);
      const warnings = problems.includes("database")
        ? []
        : [...(await calendarWarnings(services)), ...(await approvalWarnings(services))];
      return [
        problems.length > 0 ? 503 : 200,
        { status: problems.length > 0 ? "failing" : "working", problems, warnings },
      ];
    }
    default:
      return null;
  }
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
    return (await readApprovalShortages(database, clock.now())).map(sayShortage);
  } catch (error) {
    log.warn({ err: error }, "whether penalties can still be approved could not be read");
    return ["approvals: whether there are leads enough could not be read"];
  }
}
