import { Field, Int, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { BigInteger, Id, Instant, Integer, Line } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import type { EventStream } from "../../platform/database/event";
import { DateTime } from "../../platform/graphql/scalars";

/** The one row's id. */
export const THE_REGISTER = "register";

/** One row: the last entry's number and hash. Its lock serialises the numbers; it is taken after those of the case and the provider. */
@Tracked()
@Entity("register_head")
@ObjectType("RegisterHead", {
  simpleResolvers: true,
  description:
    "The end of the public register's chain. Anyone who keeps it can later prove that no entry up to `number` was altered, removed or inserted: computing the chain from the entries must give the same `hash`.",
})
export class RegisterHead implements EventStream {
  @Id()
  id: string;

  @BigInteger()
  @Field(() => Int, { description: "The number of the last entry; 0 while there is none." })
  number: number;

  @Line(64)
  @Field(() => String, {
    description: "The last entry's `hash`, 64 hexadecimal digits; 64 zeros while there is no entry.",
  })
  hash: string;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the last entry was entered; null while there is none." })
  at: number | null;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;
}
