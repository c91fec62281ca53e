import { Entity } from "typeorm";
import { Id, Integer, Line } from "../../platform/database/columns";
import type { EventStream } from "../../platform/database/event";

/** The one row's id. */
export const THE_HOUSE_RULES = "house-rules";

/** One row: the history of all changes of house rules. Its lock serialises them: what fits together is decided with nothing changing beside it. */
@Entity("house_rule_head")
export class HouseRuleHead implements EventStream {
  @Id()
  id: string;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;
}
