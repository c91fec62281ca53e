import { Entity, Unique } from "typeorm";
import { Code, Id } from "../../platform/database/columns";

/** A rule's permanent identity; its content is in its versions. */
@Entity("rule")
@Unique(["code"])
export class Rule {
  static readonly idPrefix = "rul";

  @Id()
  id: string;

  @Code()
  code: string;
}
