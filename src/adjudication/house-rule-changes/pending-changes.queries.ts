import { sql } from "../../platform/database/sql";
import type { Reader } from "../../platform/database/reader";
import { HouseRuleChange } from "./house-rule-change.entity";

/** Proposed and not decided, or announced and not in force yet. */
export const pendingChanges = (reader: Reader, now: number): Promise<HouseRuleChange[]> =>
  reader.select(
    HouseRuleChange,
    sql`FROM house_rule_change t WHERE (t.state = 'PROPOSED' AND t.ends_at > ${now}) OR (t.state = 'ANNOUNCED' AND t.effective_from > ${now}) ORDER BY t.id`,
  );
