import type { Projection } from "../../platform/feed/projection";
import { CATEGORIES } from "../../adjudication/decisions/statement-of-reasons.types";
import { problemsOf } from "./check-statement.pure";
import { readFacts } from "./statement-facts.queries";
import { toStatement } from "./statement.pure";
import { TransparencyStatement } from "./statement.entity";

/**
 * Every measure that begins to act gets its statement then, in the words of that day. Those begun before there were any fill
 * themselves in.
 */
export const transparencyProjection: Projection<"PENALTY_STARTED"> = {
  name: "transparency",
  types: new Set(["PENALTY_STARTED"]),
  async apply(tx, event) {
    const facts = await readFacts(tx, event);
    const statement = toStatement(facts, CATEGORIES[facts.breachClass]);
    // One that was stayed and goes on has its statement already.
    if (!statement || (await tx.byId(TransparencyStatement, facts.penaltyId))) return;
    tx.insert(TransparencyStatement, {
      id: facts.penaltyId,
      rulingId: event.data.rulingId,
      at: event.at,
      text: JSON.stringify(statement),
      problems: problemsOf(statement),
    });
  },
};
