import { Entity, Unique } from "typeorm";
import { Code, Id, Instant, Integer, Ref } from "../../platform/database/columns";
import { Account } from "../account/account.entity";

/** Wrong codes of one account since a moment: at sign-in (CODE), or to prove oneself inside a session (PROOF). */
@Entity("guess_count")
@Unique(["accountId", "kind"])
export class GuessCount {
  static readonly idPrefix = "gss";

  @Id()
  id: string;

  @Ref(() => Account)
  accountId: string;

  @Code()
  kind: "CODE" | "PROOF";

  @Integer()
  wrong: number;

  @Instant()
  since: number;
}
