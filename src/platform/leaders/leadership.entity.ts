import { Entity, PrimaryColumn } from "typeorm";
import { BigInteger, Line } from "../database/columns";

/** Who does one thing that only one process does at a time. Not on SQLite. */
@Entity("leadership")
export class Leadership {
  /** `projection:statistics`, `sweep:sweepClocks`. */
  @PrimaryColumn("varchar", { length: 60 })
  id: string;

  /** A worker; null: nobody yet, or whoever did has left. */
  @Line(80, { nullable: true })
  holder: string | null;

  /** Rises with each holder: what is written under an earlier one is refused. */
  @BigInteger()
  fence: number;
}
