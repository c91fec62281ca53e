import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { BigInteger, Code, Id, Instant, Integer, Line, LongText, Ref } from "../../platform/database/columns";

/** A browser in which a person is signed in and wants to be told of their notices. It ends with its session. */
@Entity("push_subscription")
@Unique(["endpointHash"])
@Index(["accountId"])
@Index(["dueAt"])
export class PushSubscription {
  static readonly idPrefix = "psh";

  @Id()
  id: string;

  @Ref(() => Account)
  accountId: string;

  @Code()
  sessionId: string;

  /** The push service's address for this browser. */
  @LongText()
  endpoint: string;

  /** SHA-256, hex: addresses are too long for an index. */
  @Line(64)
  endpointHash: string;

  /** The browser's public key and its secret, base64url. */
  @Code({ length: 128 })
  p256dh: string;

  @Code({ length: 64 })
  auth: string;

  /** The log's position up to which it has been told. */
  @BigInteger()
  position: number;

  /** From when there may be something to tell; null: nothing has come. */
  @Instant({ nullable: true })
  dueAt: number | null;

  /** How often in a row its push service was away. */
  @Integer()
  failures: number;

  @Instant()
  createdAt: number;
}
