import { Entity, Index } from "typeorm";
import { Id, Instant, Line, Ref } from "../platform/database/columns";
import { Account } from "./account.entity";

/** What somebody was called until then. The log does not say it: it is for ever, and a name is personal. */
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
