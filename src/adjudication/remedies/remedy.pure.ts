import type { Ruling } from "../rulings/ruling.entity";
import type { Remedy } from "./remedy.entity";

/** A reversed ruling orders nothing any more; what was done because of it stays done. */
export const remediesThatStand = ({ status }: Pick<Ruling, "status">, remedies: Remedy[]): Remedy[] =>
  status === "REVERSED" ? remedies.filter(({ isProved }) => isProved) : remedies;
