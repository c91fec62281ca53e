import type { Logger } from "pino";
import { undecidableCases } from "../../adjudication/decisions/undecidable.queries";
import { readApprovalShortages } from "../../adjudication/penalties/approval-reach.queries";
import { calendarEndsSoon } from "../../house-rules/calendar.queries";
import type { Database } from "../../platform/database/database";
import { missingTriggers } from "../../platform/database/missing-triggers";
import type { Sealer } from "../../platform/secrets/sealed";
import { signedUnderAnother } from "../../public/checkpoints/check-log";

/** Once, too, where SECRET_PREVIOUS was left out or a database was put back. */
export const OTHER_SECRET = "is not the one that the last checkpoint was signed under: have all servers the same one?";

/** What is wrong on the platform, or soon will be, and can only be put right by people. */
export async function warnOperators(database: Database, sealer: Sealer, now: number, log: Logger): Promise<void> {
  const signedAt = await signedUnderAnother(database, sealer);
  if (signedAt !== null) log.warn({ signedAt: new Date(signedAt).toISOString() }, `SECRET ${OTHER_SECRET}`);
  const ending = await calendarEndsSoon(database, now);
  if (ending) log.warn(ending, "the working calendar ends soon: update chinese-days, or set its days (setCalendarDay)");
  for (const trigger of await missingTriggers(database))
    log.warn({ trigger }, "nothing in the database itself keeps those rows from being changed: see redress doctor");
  for (const shortage of await readApprovalShortages(database, now))
    log.warn(shortage, "penalties that points trigger wait for ever: grant LEAD_MODERATOR to more people");
  for (const complaintId of await undecidableCases(database))
    log.warn(
      { complaintId },
      "no lead may decide this case's appeal, or sign its ruling: grant LEAD_MODERATOR to somebody else",
    );
}
