import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Id, Instant, Line, MinorUnits, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import {
  DepositAccountEnum,
  DepositPurposeEnum,
  type DepositAccount,
  type DepositPurpose,
} from "./deposit-enums.types";

/**
 * One half of a transfer: the amount that one of a provider's four accounts gained or, if negative, lost. The two halves add up to zero.
 * Append-only, under its provider's lock. The API shows a transfer by the half that gained.
 */
@AppendOnly()
@Entity("deposit_entry")
@Unique(["transferId", "account"])
@Index(["providerId", "account", "currency"])
@Index(["providerId", "at", "id"])
@Index(["remedyId"])
@Index(["penaltyId"])
@Index(["byId"])
@ObjectType("DepositTransfer", {
  simpleResolvers: true,
  description:
    "Money that moved between a provider's deposit (保证金), consumers, contract charges and outside accounts. For its members and platform staff.",
})
export class DepositEntry {
  static readonly idPrefix = "dep";

  @Id()
  @Field(() => ID, { description: "Its id, `dep_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Code()
  transferId: string;

  @Code()
  @Field(() => DepositAccountEnum, { name: "to", simple: false, description: "The account it went to." })
  account: DepositAccount;

  @Code()
  @Field(() => DepositAccountEnum, { name: "from", simple: false, description: "The account it came from." })
  counterAccount: DepositAccount;

  @MinorUnits()
  amount: number;

  @Code({ length: 3 })
  currency: string;

  @Code()
  @Field(() => DepositPurposeEnum, { description: "What it was for." })
  purpose: DepositPurpose;

  @Ref("Remedy", { nullable: true })
  @Field(() => ID, { nullable: true, description: "The remedy that was paid, `rmd_…`; null for other purposes." })
  remedyId: string | null;

  @Ref("Penalty", { nullable: true })
  @Field(() => ID, { nullable: true, description: "The contract charge concerned, `pen_…`; null for other purposes." })
  penaltyId: string | null;

  @Line(200, { nullable: true })
  @Field(() => String, { nullable: true, description: "Reference of the payment from outside; null without one." })
  reference: string | null;

  @Ref(() => Account, { nullable: true })
  byId: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was booked." })
  at: number;
}
