import { Entity, Index, Unique } from "typeorm";
import { Account } from "../account/account.entity";
import { BigInteger, Id, Integer, Ref } from "../../platform/database/columns";

/** What one person announced and sent on one day, evidence and verification documents alike. */
@Entity("upload_day")
@Unique(["accountId", "day"])
@Index(["day"])
export class UploadDay {
  static readonly idPrefix = "upd";

  @Id()
  id: string;

  @Ref(() => Account)
  accountId: string;

  /** Days since 1970, UTC. */
  @Integer()
  day: number;

  /** How many files were announced. */
  @Integer()
  files: number;

  /** How many bytes they were to have. */
  @BigInteger()
  announced: number;

  /** How many bytes arrived, including uploads that were refused, interrupted or sent twice. */
  @BigInteger()
  arrived: number;
}
