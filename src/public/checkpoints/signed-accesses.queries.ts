import { createHash } from "node:crypto";
import { AccessEntry } from "../../case/access-log/access-entry.entity";
import { lastingOf, saidBy } from "../../platform/database/append-only";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { canonicalJson } from "../../platform/secrets/canonical-json.pure";
import { HOUR } from "../../platform/time";
import { readAccessLine, type AccessLine } from "./access-line.pure";
import { Checkpoint } from "./checkpoint.entity";
import type { Note } from "./signed-note.pure";

/** By then what was read is in the log, if a machine's clock is a little behind, too. */
const SETTLED = HOUR;
const PAGE = 1_000;

/** What the next checkpoint says: of what came since the last that said something. The first of all begins, and covers nothing. */
export async function accessesToSign(reader: Reader, now: number): Promise<AccessLine> {
  const [last] = await reader.select(
    Checkpoint,
    sql`FROM log_checkpoint t WHERE t.note LIKE ${"%\naccess-log %"} ORDER BY t.size DESC LIMIT 1`,
  );
  const from = (last && readAccessLine(last.note))?.to ?? now - SETTLED;
  const to = Math.max(from, now - SETTLED);
  return { from, to, ...(await accessesBetween(reader, from, to)) };
}

/**
 * What the access log lacks, or has besides, of what was signed. Entries that went as the house rules say are not missed, and where a clock was
 * put back after a checkpoint there may be more.
 */
export async function accessProblems(reader: Reader, notes: readonly Note[]): Promise<string[]> {
  const problems: string[] = [];
  let covered: number | null = null;
  for (const { from, to, entries, digest, size, next } of linesOf(notes)) {
    if (covered === null ? from < to : from > covered)
      problems.push(
        `a checkpoint before that of ${size} events is gone: nothing says what the access log was until ${timed(from)}`,
      );
    covered = Math.max(covered ?? to, to);
    const is = await accessesBetween(reader, from, to);
    const isMore = is.entries > entries && to > next - SETTLED;
    if (is.digest === digest || isMore || (await removedUpTo(reader)) > from) continue;
    const found = is.entries === entries ? "are not what they were" : `are ${is.entries}, and were ${entries}`;
    problems.push(`the access log's entries from ${timed(from)} to ${timed(to)} ${found} when they were signed`);
  }
  return problems;
}

const timed = (at: number): string => new Date(at).toISOString();

interface Line extends AccessLine {
  size: number;
  /** When the earliest of the checkpoints after it was made. */
  next: number;
}

function linesOf(notes: readonly Note[]): Line[] {
  const lines: Line[] = [];
  let next = Infinity;
  for (const { text, size } of [...new Map(notes.map((note) => [note.text, note])).values()].sort(
    (a, b) => b.size - a.size,
  )) {
    const line = readAccessLine(text);
    if (line) lines.unshift({ ...line, size, next });
    next = Math.min(next, Date.parse(text.split("\n")[3] ?? "") || Infinity);
  }
  return lines;
}

async function accessesBetween(
  reader: Reader,
  from: number,
  to: number,
): Promise<Pick<AccessLine, "entries" | "digest">> {
  const lasting = lastingOf(AccessEntry);
  if (!lasting) throw new Error("the access log is not kept as it was written");
  const hash = createHash("sha256");
  let entries = 0;
  for (let after = { at: from, id: "" }; ;) {
    const page = await reader.select(
      AccessEntry,
      sql`FROM access_log t WHERE t.at >= ${after.at} AND t.at < ${to} AND (t.at > ${after.at} OR t.id > ${after.id}) ORDER BY t.at, t.id LIMIT ${PAGE}`,
    );
    for (const entry of page) hash.update(`${canonicalJson(saidBy(lasting, entry))}\n`);
    entries += page.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return { entries, digest: hash.digest("base64") };
    after = last;
  }
}

/** Up to when entries were removed, each time with an event that says so. */
async function removedUpTo(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ last: number | null }>(
    sql`SELECT MAX(up_to) AS last FROM erased_row WHERE row_table = 'access_log'`,
  );
  return row?.last ?? 0;
}
