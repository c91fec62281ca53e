import { Account } from "../../accounts/account/account.entity";
import { platformAccount } from "../../accounts/account/platform-account";
import { recordOnAccount, SYSTEM } from "../../accounts/account/record-on-account";
import { RulingDraft } from "../../adjudication/decisions/ruling-draft.entity";
import { AccessEntry } from "../../case/access-log/access-entry.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { HouseRules } from "../../house-rules/house-rules";
import { removeOldKeptRows, removeOldRows } from "../../platform/database/remove-rows";
import { sql } from "../../platform/database/sql";
import { dueIds, sweepDue } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { SweptServices } from "../../platform/graphql/context";
import { DAY, HOUR } from "../../platform/time";
import { eraseCase } from "./erase-case";
import { isCaseHeld } from "./legal-hold.queries";

/** It is about days: no process looks more often than once an hour. */
const lookedAt = new WeakMap<object, number>();

/**
 * Erases what the house rules keep no longer: the words and files of cases closed long ago, those of people whose account is deleted
 * earlier, old entries of the access log, and drafts that nobody went on with. Not what a legal hold lies on.
 */
export async function sweepRetention(services: SweptServices): Promise<void> {
  const { database, clock } = services;
  const now = clock.now();
  if (now - (lookedAt.get(database) ?? 0) < HOUR) return;
  lookedAt.set(database, now);
  const rules = await HouseRules.inForce(database, now);
  const before = (rule: "retention.case" | "retention.deleted" | "retention.access" | "retention.draft"): number =>
    now - rules.number(rule, "days") * DAY;
  await eraseCases(services, "CONSUMER", (limit) =>
    dueIds(
      database,
      "SELECT c.id FROM account a JOIN complaint c ON c.consumer_id = a.id WHERE a.status = 'CLOSED' AND c.words_gone IS NULL AND c.status = 'CLOSED' AND c.closed_at <= ? ORDER BY c.closed_at LIMIT ?",
      [before("retention.deleted"), limit],
    ),
  );
  for (const gone of ["IS NULL", "= 'CONSUMER'"])
    await eraseCases(services, "ALL", (limit) =>
      dueIds(
        database,
        `SELECT id FROM complaint WHERE words_gone ${gone} AND closed_at <= ? AND status = 'CLOSED' ORDER BY closed_at LIMIT ?`,
        [before("retention.case"), limit],
      ),
    );
  await cutAccessLog(services, before("retention.access"));
  await forgetDrafts(services, before("retention.draft"));
}

const eraseCases = (
  { database, storage, log }: SweptServices,
  whose: "CONSUMER" | "ALL",
  find: (limit: number) => Promise<string[]>,
): Promise<number> =>
  sweepDue(database, log, {
    find,
    act: async (tx, id) => {
      const complaint = await tx.lock(Complaint, id);
      if (complaint?.status !== "CLOSED" || complaint.wordsGone === whose || complaint.wordsGone === "ALL")
        return false;
      if (await isCaseHeld(tx, complaint)) return false;
      await eraseCase(tx, storage, complaint, whose);
      return true;
    },
    what: "the words of an old case could not be erased",
  });

/** Entries about held people and cases stay, and so all from the oldest of them on: the log is cut at one moment. */
async function cutAccessLog({ database }: SweptServices, before: number): Promise<void> {
  const old = await database.query(sql`SELECT id FROM access_log WHERE at < ${before} LIMIT 1`);
  if (old.length === 0) return;
  await database.transact(async (tx) => {
    const [held] = await tx.query<{ oldest: number | null }>(
      sql`SELECT MIN(l.at) AS oldest FROM access_log l JOIN legal_hold h ON h.ended_at IS NULL AND (h.account_id = l.concerned_id OR h.complaint_id = l.complaint_id) WHERE l.at < ${before}`,
    );
    const upTo = held?.oldest ?? before;
    const gone = await tx.query(sql`SELECT id FROM access_log WHERE at < ${upTo} LIMIT 1`);
    if (gone.length > 0) await cut(tx, upTo);
  });
}

/** Recorded on the platform's own account: the database lets go only what an event says. */
async function cut(tx: Tx, upTo: number): Promise<void> {
  const account = await tx.lock(Account, await platformAccount(tx));
  if (!account) return;
  removeOldKeptRows(tx, AccessEntry, "at", upTo, account.id);
  recordOnAccount(tx, account, "RETENTION_APPLIED", SYSTEM, { what: "access_log", endsAt: upTo });
}

async function forgetDrafts({ database }: SweptServices, before: number): Promise<void> {
  const old = await database.query(sql`SELECT id FROM ruling_draft WHERE saved_at < ${before} LIMIT 1`);
  if (old.length > 0) await database.transact(async (tx) => removeOldRows(tx, RulingDraft, "savedAt", before));
}
