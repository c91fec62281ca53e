import { sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { formulaAt } from "./formula.queries";
import { ReputationLedger } from "./reputation-ledger";
import { dueReputations } from "./reputation-ledger.queries";

/** The most in one sweep: case clocks must not wait for thousands of reputations. */
const AT_ONCE = 100;

/** Time alone changes a reputation, slowly: the value search sorts by is updated once a day, and when the formula changes. */
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
