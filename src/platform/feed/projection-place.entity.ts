import { Entity } from "typeorm";
import { BigInteger, Id } from "../database/columns";

/** How far one projection has read the log. Changes only in the transaction that applies the events. */
@Entity("projection_place")
export class ProjectionPlace {
  /** The projection's name. */
  @Id()
  id: string;

  @BigInteger()
  position: number;
}
