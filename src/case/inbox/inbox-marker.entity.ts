import { Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { BigInteger } from "../../platform/database/columns";

/** How far a person has read, over all the inboxes they read: positions are the log's, common to all. */
@Entity("inbox_marker")
export class InboxMarker {
  @PrimaryColumn("varchar", { length: 40 })
  @ForeignKey(() => Account)
  accountId: string;

  @BigInteger()
  readUpTo: number;
}
