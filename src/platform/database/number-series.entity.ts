import { Entity } from "typeorm";
import { BigInteger, Id } from "./columns";

/** Up to which number the rows of a series have been numbered; see `Tx.number`. */
@Entity("number_series")
export class NumberSeries {
  /** The series' name. */
  @Id()
  id: string;

  @BigInteger()
  latest: number;
}
