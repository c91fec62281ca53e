import { Entity, Unique } from "typeorm";
import { Id, Integer, Json, Ref } from "../../platform/database/columns";
import { Account } from "../account/account.entity";
import type { Choices } from "./notice-channels.pure";

/** By which channels a person wants to be told of what, and when not. Who has chosen nothing has none. */
@Entity("notice_choice")
@Unique(["accountId"])
export class NoticeChoice {
  static readonly idPrefix = "nch";

  @Id()
  id: string;

  @Ref(() => Account)
  accountId: string;

  @Json()
  choices: Choices;

  /** Hours by the person's own clock, both or none; null: the house rule's. */
  @Integer({ nullable: true })
  quietFrom: number | null;

  @Integer({ nullable: true })
  quietUntil: number | null;
}
