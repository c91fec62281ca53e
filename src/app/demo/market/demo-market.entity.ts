import { Entity } from "typeorm";
import { Code, Id, Instant, Integer, Json } from "../../../platform/database/columns";
import type { MarketSize } from "./market-size.table";

/** The demo's one market: what it was drawn from, so that a start after an interruption draws the same and goes on. */
@Entity("demo_market")
export class DemoMarket {
  /** Always `market`. */
  @Id()
  id: string;

  @Code()
  size: MarketSize;

  @Instant()
  beginsAt: number;

  /** When it was begun to be filled: the story's "today". */
  @Instant()
  endsAt: number;

  @Instant({ nullable: true })
  filledAt: number | null;
}

/** How far one of the market's stories has been played. Changes only in the transaction that plays the step. */
@Entity("demo_story")
export class DemoStory {
  @Id()
  id: string;

  @Integer()
  step: number;

  /** What its steps have made, by the name under which later steps know it. */
  @Json()
  made: Record<string, string>;
}
