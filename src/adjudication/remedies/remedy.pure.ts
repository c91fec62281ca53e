import type { Ruling } from "../rulings/ruling.entity";
import type { Remedy } from "./remedy.entity";

/** A reversed ruling no longer orders anything; what was done because of it stays done. */
export const remediesInForce = ({ status }: Pick<Ruling, "status">, remedies: Remedy[]): Remedy[] =>
  status === "REVERSED"
    ? remedies.filter(({ isProved, setAsideAmount, creditedAmount }) => isProved || setAsideAmount + creditedAmount > 0)
    : remedies;
