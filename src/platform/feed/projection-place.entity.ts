import { Entity } from "typeorm";
import { BigInteger, Id } from "../database/columns";

/** How far one projection has read the log. Changes only with what it made of the events. */
@Entity("projection_place")
export class ProjectionPlace {
  /** The projection's name. */
  @Id()
  id: string;

  @BigInteger()
  position: number;
}
