import { Entity, Index } from "typeorm";
import { Id, Instant, Line, Ref } from "../../platform/database/columns";
import { Account } from "./account.entity";

/** What someone was called until then. The log does not contain it: the log is kept forever, and a name is personal data. */
@Entity("former_name")
@Index(["accountId", "until"])
export class FormerName {
  static readonly idPrefix = "fnm";

  @Id()
  id: string;

  @Ref(() => Account)
  accountId: string;

  @Line(120)
  name: string;

  @Instant()
  until: number;
}
