import { Account } from "../../accounts/account/account.entity";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { endFilingLimit } from "./end-filing-limit";
import { FilingLimit } from "./filing-limit.entity";
import { statusAt } from "./filing-limit.pure";

const DUE =
  "SELECT id FROM filing_limit WHERE status IN ('PROPOSED', 'IN_FORCE') AND runs_until <= ? ORDER BY runs_until LIMIT ?";

/** Limits end by their date, each recorded once by whichever node is first; those in force count as ended before that. */
export const sweepFilingLimits: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) => dueIds(database, DUE, [clock.now(), limit]),
    act: end,
    what: "a limit on complaints could not end",
  });

async function end(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.byId(FilingLimit, id);
  const account = found && (await tx.lock(Account, found.accountId));
  const limit = account && (await tx.byId(FilingLimit, id));
  if (!limit || limit.status === "ENDED" || statusAt(limit, tx.now) !== "ENDED") return false;
  endFilingLimit(tx, account, limit);
  return true;
}
