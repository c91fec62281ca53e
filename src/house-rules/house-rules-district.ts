import type { District } from "../platform/district";
import { HouseRuleResolver } from "./house-rule.resolver";
import { PolicyValue } from "./policy-value.entity";

/** The configurable numbers of the platform. */
export const HOUSE_RULES: District = {
  entities: [PolicyValue],
  resolvers: [HouseRuleResolver],
};
