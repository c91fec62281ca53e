import type { Projection } from "../../platform/feed/projection";
import { CATEGORIES } from "../../adjudication/decisions/statement-of-reasons.types";
import { readFacts, rowsOf } from "./statement-facts.queries";
import { toStatement } from "./statement.pure";
import { TransparencyStatement } from "./statement.entity";

/**
 * Every measure that takes effect gets its statement then, with the texts of that day. Measures older than this projection get theirs when
 * it catches up.
 */
export const transparencyProjection: Projection<"PENALTY_STARTED"> = {
  name: "transparency",
  types: new Set(["PENALTY_STARTED"]),
  ahead: (known, { data }) => rowsOf(known, data),
  async apply(tx, event, known) {
    const facts = await readFacts(tx, known, event);
    const statement = toStatement(facts, CATEGORIES[facts.breachClass]);
    // A measure that resumes after a stay has its statement already.
    if (!statement || (await tx.byId(TransparencyStatement, facts.penaltyId))) return;
    const { problemsOf } = await import("./check-statement.pure.js");
    tx.insert(TransparencyStatement, {
      id: facts.penaltyId,
      rulingId: event.data.rulingId,
      at: event.at,
      text: JSON.stringify(statement),
      problems: problemsOf(statement),
    });
  },
};
