import { AppealAnswer1764000000036 } from "./1764000000036-appeal-answer";
import { Clockwork1764000000035 } from "./1764000000035-clockwork";
import { Delivery1764000000032 } from "./1764000000032-delivery";
import { Finality1764000000033 } from "./1764000000033-finality";
import { First1764000000031 } from "./1764000000031-first";
import { Proportion1764000000039 } from "./1764000000039-proportion";
import { Proposals1764000000034 } from "./1764000000034-proposals";

/**
 * In time order. A released migration never changes: each change of a table is a separate, reversible migration that does the same on
 * both databases. It imports nothing from `src` but the naming of constraints, so that later changes of the code cannot change it.
 */
export const MIGRATIONS = [
  First1764000000031,
  Delivery1764000000032,
  Finality1764000000033,
  Proposals1764000000034,
  Clockwork1764000000035,
  AppealAnswer1764000000036,
  Proportion1764000000039,
];
