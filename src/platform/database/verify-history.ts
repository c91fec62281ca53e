import { commitmentTo } from "../secrets/commitments";
import { allLasting, commitTo, nameOfRow, rowLeaf, saidBy, type Said } from "./append-only";
import { ErasedRow } from "./erased-row.entity";
import { FIRST_HASH, hashEvent, saltOf } from "./event-hash";
import { LoggedEvent } from "./event.entity";
import type { Reader } from "./reader";
import { sql } from "./sql";

type Link = Pick<LoggedEvent, "seq" | "hash">;

export const BEFORE_THE_FIRST: Link = { seq: 0, hash: FIRST_HASH };

const EVENTS = "event_log";

/** Whether an event is the one recorded after the other, and says what it said then, but for what was erased. */
export const follows = (event: LoggedEvent, before: Link): boolean =>
  event.seq === before.seq + 1 && event.prevHash === before.hash && hashEvent(event) === event.hash;

/** What `comparedRows` found, by `table/id`. */
interface Compared {
  /** They no longer say what they said when one of these events was recorded, or are gone. */
  altered: string[];
  /** The same, and an event says that they were erased: its history and number. */
  erased: { name: string; by: string }[];
}

/** The rows that no longer say what they said when one of these events was recorded, and are not recorded as erased. */
export const alteredRows = async (db: Reader, events: readonly LoggedEvent[]): Promise<string[]> =>
  (await comparedRows(db, events)).altered;

/** The rows that were written with these events, and the events themselves, of which something was erased. */
export async function comparedRows(db: Reader, events: readonly LoggedEvent[]): Promise<Compared> {
  const rows = events.flatMap((event) =>
    Object.entries(event.committedRows ?? {}).map(([name, commitment]) => ({
      name,
      commitment,
      salt: saltOf(event, rowLeaf(name)),
    })),
  );
  const said = await saidNow(
    db,
    rows.map(({ name }) => name),
  );
  const changed = rows.filter(({ name, commitment, salt }) => {
    const now = said.get(name);
    return now === undefined || salt === null || commitmentTo(now, salt) !== commitment;
  });
  const names = [...new Set(changed.map(({ name }) => name))];
  const opened = events.filter(({ withheld }) => withheld !== null).map(({ id }) => nameOfRow(EVENTS, String(id)));
  if (names.length + opened.length === 0) return { altered: [], erased: [] };
  const lawful = await recordedAsErased(db, [...names, ...opened], said);
  return {
    altered: [...names, ...opened].filter((name) => !lawful.has(name)),
    erased: [...lawful].map(([name, by]) => ({ name, by })),
  };
}

/** What the rows say now, by name; those that are gone are missing. */
async function saidNow(db: Reader, names: readonly string[]): Promise<Map<string, Said>> {
  const said = new Map<string, Said>();
  if (names.length === 0) return said;
  for (const lasting of allLasting()) {
    const ids = idsIn(lasting.table, names);
    for (const row of ids.length === 0 ? [] : await db.find(lasting.entity, { id: ids }))
      said.set(nameOfRow(lasting.table, row.id), saidBy(lasting, row));
  }
  return said;
}

const idsIn = (wanted: string, names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const [table, id = ""] = name.split("/");
    return table === wanted ? [id] : [];
  });

/**
 * Of which of these an event of the log says that they were erased, and that they say now what remained then: by name, the event. Not what
 * only stands in the table of erased rows: whoever writes to the database could write there, too.
 */
async function recordedAsErased(
  db: Reader,
  names: readonly string[],
  said: ReadonlyMap<string, Said>,
): Promise<Map<string, string>> {
  const ids = names.map((name) => name.split("/", 2)[1] ?? "");
  const claims = (await db.find(ErasedRow, { rowId: ids })).filter((claim) => {
    const name = nameOfRow(claim.rowTable, claim.rowId);
    if (claim.rowTable === EVENTS) return names.includes(name);
    const now = said.get(name);
    return now !== undefined && claim.salt !== null && commitTo(name, now, claim.salt) === claim.remains;
  });
  const lawful = new Map<string, string>();
  const own = claims.map(({ id }) => nameOfRow("erased_row", id));
  const saidByClaims = await saidNow(db, own);
  for (const streamId of new Set(claims.map((claim) => claim.streamId))) {
    const records = await db.select(
      LoggedEvent,
      sql`FROM event_log t WHERE t.stream_id = ${streamId} AND t.committed_rows LIKE '%"erased_row/%' ORDER BY t.seq`,
    );
    for (const claim of claims.filter((each) => each.streamId === streamId)) {
      const name = nameOfRow("erased_row", claim.id);
      const now = saidByClaims.get(name);
      const record = records.find((event) => {
        const salt = saltOf(event, rowLeaf(name));
        return now && salt && event.committedRows?.[name] === commitmentTo(now, salt);
      });
      if (record) lawful.set(nameOfRow(claim.rowTable, claim.rowId), `${streamId} ${record.seq}`);
    }
  }
  return lawful;
}
