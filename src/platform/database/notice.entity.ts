import { Entity, Unique } from "typeorm";
import { BigInteger, Code, Id, Instant } from "./columns";

/** A fact in someone's inbox: whose, and which. What happened is in the log alone. Written with the event, never changed. */
@Entity("notice")
@Unique(["recipientId", "position"])
export class Notice {
  static readonly idPrefix = "ntc";

  @Id()
  id: string;

  /** An account, or something that several people read for. */
  @Code()
  recipientId: string;

  /** The event's in the log. Notices are in commit order by it, which their ids are not: "read up to here" loses none. */
  @BigInteger()
  position: number;

  @Code()
  streamId: string;

  @Instant()
  at: number;
}
