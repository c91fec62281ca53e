import type { District } from "../platform/district";
import { PolicyValue } from "./policy-value.entity";

/** The numbers that the house sets for itself. */
export const HOUSE_RULES: District = {
  entities: [PolicyValue],
  resolvers: [],
};
