import type { CaseFile } from "../../case/complaints/case-file";
import { Provider } from "../../market/providers/provider.entity";
import { sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { grownDeposits, takeGrowth } from "../deposit/deposit-ledger";
import { reconcile } from "../penalties/reconcile";
import { openOwingCases } from "./enter-deposit";
import { whereLessGoesBack } from "../remedies/credited-remedies.queries";
import { oweAgain } from "../remedies/credit-given-back";
import type { Remedy } from "../remedies/remedy.entity";
import { settleOwedAgain } from "../remedies/settle-owed-again";
import { payWaiting } from "./pay-waiting";

/**
 * Money came back into a deposit, because a ruling was reversed or what was set aside is not sent, or finance has looked for what held it up; or less goes back than was counted towards services that were not done: whoever waits for it is paid as if it had
 * been paid in, in a transaction of its own that locks their cases first.
 */
export const sweepGrownDeposits: Sweep = ({ database, log }) =>
  sweepDue(database, log, {
    find: (limit) => grownDeposits(database, limit),
    async act(tx, providerId) {
      const files = await openOwingCases(tx, providerId, await whereLessGoesBack(tx, providerId));
      const provider = await tx.lock(Provider, providerId);
      if (!provider || !(await takeGrowth(tx, providerId))) return false;
      const again = new Map<CaseFile, Remedy[]>();
      for (const file of files.values()) again.set(file, await oweAgain(file));
      await payWaiting(tx, provider, files);
      for (const [file, remedies] of again) await settleOwedAgain(file, remedies);
      await reconcile(tx, provider);
      return true;
    },
    what: "whoever waits for a deposit that grew could not be paid",
  });
