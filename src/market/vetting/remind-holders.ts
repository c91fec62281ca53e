import { SYSTEM } from "../../accounts/account/record-on-account";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { Provider } from "../providers/provider.entity";
import { LicenceContest } from "./licence-contest.entity";
import { recordVetting } from "./record-vetting";

/** Reminds the holders of contested licences that have not answered, each once. */
export const remindHolders: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM licence_contest WHERE status = 'OPEN' AND remind_at <= ? ORDER BY remind_at LIMIT ?",
        [clock.now(), limit],
      ),
    act: remind,
    what: "the holder of a contested licence could not be reminded",
  });

/** Read again under the holder's lock. A time that is over is not near. */
async function remind(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.byId(LicenceContest, id);
  const holder = found && (await tx.lock(Provider, found.holderId));
  const contest = holder && (await tx.byId(LicenceContest, id));
  if (!contest || contest.remindAt === null) return false;
  tx.change(contest, { remindAt: null });
  const { id: contestId, answerUntil, answeredAt, status } = contest;
  if (status === "OPEN" && answeredAt === null && tx.now < answerUntil)
    recordVetting(tx, holder, "LICENCE_ANSWER_NEAR", SYSTEM, { contestId, answerDueAt: answerUntil }, [holder.id]);
  return true;
}
