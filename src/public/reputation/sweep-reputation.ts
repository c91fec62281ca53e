import { sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { formulaAt } from "./formula.queries";
import { ReputationLedger } from "./reputation-ledger";
import { dueReputations } from "./reputation-ledger.queries";

/** So many in one sweep: nobody's clock waits for a thousand reputations. */
const AT_ONCE = 100;

/** Time alone changes a reputation, slowly: what search sorts by is brought up to date once a day, and when the formula changes. */
export const sweepReputations: Sweep = async ({ database, clock, log }) => {
  const { version } = await formulaAt(database, clock.now());
  const due = await dueReputations(database, clock.now(), version, AT_ONCE);
  return sweepDue(database, log, {
    find: async () => due.splice(0),
    act: async (tx, providerId) => {
      const ledger = await ReputationLedger.open(tx, providerId);
      await ledger.save();
      return true;
    },
    what: "a provider's reputation could not be refreshed",
  });
};
