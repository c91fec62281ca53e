import { HouseRules } from "../../../src/house-rules/house-rules";
import type { Database } from "../../../src/platform/database/database";

const FLAT = {
  "points.incident": { days: 0, multiple: 1 },
  "points.duties": { PUBLIC_NOTICE: 0, MANDATORY_TRAINING: 0 },
  "rate.confidence": { permille: 1_000, rungs: 5 },
  "rate.far": { multiple: 3, consumers: 0, percent: 100, rungs: 5 },
  "rate.stop": { consumers: 0 },
  "threshold.12": { points: 12, FINE: 500_000, LISTING_FREEZE: 30 },
};

/** A house may choose to count points alone, whatever the rate: for stories that are about what else depends on them. */
export const setFlatRules = (database: Database): Promise<void> => setHouseRules(database, FLAT);

/** Or to let a provider sell on while a penalty waits for approval. */
export const sellWhileApprovalIsAwaited = (database: Database): Promise<void> =>
  setHouseRules(database, { "approvals.pause": { pauses: 0 } });

export const setHouseRules = (database: Database, rules: object): Promise<void> =>
  database.transact(async (tx) => {
    for (const [code, value] of Object.entries(rules))
      tx.execute("UPDATE policy_value SET value = ? WHERE code = ?", [JSON.stringify(value), code]);
    HouseRules.forget(tx);
  });
