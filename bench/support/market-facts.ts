import { firstBrokenLink } from "../../src/platform/database/event-hash";
import { LoggedEvent } from "../../src/platform/database/event.entity";
import type { Reader } from "../../src/platform/database/reader";
import { HOUR } from "../../src/platform/time";
import { groupBy } from "../../src/platform/grouping.pure";

/** Of each person of the demo: how much waits for them. `:me` is their account, `:now` the time. */
const WAITS: Record<string, string> = {
  "li.na": `SELECT COUNT(*) AS n FROM offer o JOIN complaint c ON c.id = o.complaint_id
    WHERE c.consumer_id = :me AND o.status = 'OPEN' AND o.made_by_side = 'PROVIDER' AND o.expires_at > :now`,
  tom: "SELECT COUNT(*) AS n FROM complaint WHERE consumer_id = :me AND status = 'INFO_REQUESTED' AND due_at > :now",
  "wang.owner": `SELECT COUNT(*) AS n FROM complaint c JOIN provider_member m ON m.provider_id = c.provider_id
    WHERE m.account_id = :me AND c.status = 'NEGOTIATING' AND c.provider_first_response_at IS NULL
      AND c.due_at > :now AND c.due_at < :now + ${24 * HOUR}`,
  "chen.mod": "SELECT COUNT(*) AS n FROM complaint WHERE assigned_to_id = :me AND in_queue = 1",
  "zhou.lead": `SELECT (SELECT COUNT(*) FROM ruling WHERE status = 'AWAITING_APPROVAL' AND decided_by_id <> :me)
    + (SELECT COUNT(*) FROM appeal a JOIN ruling r ON r.id = a.ruling_id
       WHERE a.status = 'FILED' AND a.answered_at IS NOT NULL AND r.decided_by_id <> :me AND a.filed_at < :now) AS n`,
  "he.inspect": `SELECT (SELECT COUNT(*) FROM inspection WHERE status = 'OPEN' AND assigned_to_id = :me)
    + (SELECT COUNT(*) FROM provider_application WHERE status IN ('SUBMITTED', 'IN_REVIEW') AND submitted_at < :now) AS n`,
  "wu.finance":
    "SELECT COUNT(*) AS n FROM payment WHERE status = 'CLAIMED' AND first_confirmed_by_id IS NULL AND claimed_by_id <> :me AND claimed_at < :now",
  "xu.finance":
    "SELECT COUNT(*) AS n FROM payment WHERE status = 'CLAIMED' AND first_confirmed_by_id <> :me AND claimed_at < :now",
  "lin.train": "SELECT COUNT(*) AS n FROM enrolment WHERE status = 'OPEN' AND due_at > :now AND assigned_by_id = :me",
  "sun.audit": "SELECT COUNT(*) AS n FROM event_log WHERE at < :now AND actor_id <> :me",
  admin: `SELECT COUNT(*) AS n FROM rule_draft d JOIN rule_replay r ON r.draft_id = d.id JOIN job j ON j.id = r.job_id
    WHERE d.status = 'OPEN' AND d.created_by_id = :me AND j.status = 'DONE' AND d.created_at < :now`,
};
const AS: Record<string, string> = {
  "zhao.staff": "wang.owner",
  "liu.mod": "chen.mod",
  "qian.lead": "zhou.lead",
  "gao.lead": "zhou.lead",
};

/** How much waits for that person at this time. */
export async function whatWaits(reader: Reader, login: string, now: number): Promise<number> {
  const text = WAITS[AS[login] ?? login];
  const [account] = await reader.query<{ id: string }>("SELECT id FROM account WHERE login = ?", [login]);
  if (text === undefined || !account) throw new Error(`nobody knows what waits for ${login}`);
  const params: (string | number)[] = [];
  const statement = text.replace(/:(me|now)/g, (_, name) => {
    params.push(name === "me" ? account.id : now);
    return "?";
  });
  const [row] = await reader.query<{ n: number }>(statement, params);
  return Number(row?.n);
}

/** How many rows there are of each kind: `{ CLOSED: 106, … }`. */
export async function countBy(reader: Reader, table: string, column: string): Promise<Record<string, number>> {
  const rows = await reader.query<{ kind: string; n: number }>(
    `SELECT ${column} AS kind, COUNT(*) AS n FROM ${table} GROUP BY ${column}`,
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, Number(n)]));
}

/** The whole log: streams whose chain does not hold, and events that stand before an earlier one. */
export async function faultsOfLog(reader: Reader): Promise<{ events: number; broken: string[]; outOfOrder: number }> {
  const events = await reader.find(LoggedEvent, {}, "ORDER BY id");
  const byStream = groupBy(events, ({ streamId }) => streamId);
  const broken = [...byStream].flatMap(([stream, own]) => (firstBrokenLink(own) === null ? [] : [stream]));
  const outOfOrder = events.filter((event, index) => event.at < (events[index - 1]?.at ?? 0)).length;
  return { events: events.length, broken, outOfOrder };
}
