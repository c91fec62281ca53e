import { FORMER_VALUES } from "../../src/house-rules/former-values.table";
import { HOUSE_RULES, type HouseRule } from "../../src/house-rules/house-rules.table";
import released from "./released-values.json";

test.each(Object.entries(released))("what %s began with in 0.1.0 is known for good", (code, value) => {
  const rule = HOUSE_RULES[code as HouseRule] as (typeof HOUSE_RULES)[HouseRule] | undefined;
  // A rule that is gone is not looked at.
  if (rule) expect([rule[0], ...(FORMER_VALUES[code as HouseRule] ?? [])]).toContainEqual(value);
});
