import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import type { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { maySeeInsideOfProvider } from "../providers/provider.queries";
import { Verification } from "./verification.entity";
import { isValidAt, verificationStatusAt, type VerificationStatus } from "./verification.pure";

const VerificationStatusEnum = defineEnum<VerificationStatus>(
  "VerificationStatus",
  "The state of a verification. It follows from time alone.",
  {
    VALID: "It is valid now.",
    DUE: "Valid, and due for renewal.",
    EXPIRED: "No longer valid. For a required kind: the provider is RESTRICTED until it is renewed.",
    OVERDUE: "Not renewed in time. For a required kind: the provider is SUSPENDED until it is.",
    REPLACED: "Replaced by a later one of the kind.",
  },
);

@Resolver(() => Verification)
export class VerificationResolver {
  @FieldResolver(() => Boolean, { description: "Whether it is valid now. Public." })
  valid(@Root() verification: Verification, @Ctx() ctx: Context): boolean {
    return isValidAt(verification, ctx.nowAgainst("provider_verification"));
  }

  @FieldResolver(() => VerificationStatusEnum, {
    nullable: true,
    description: "Its state. For the provider's members and platform staff; null to others.",
  })
  async status(@Root() verification: Verification, @Ctx() ctx: Context): Promise<VerificationStatus | null> {
    return inside(ctx, verification, verificationStatusAt(verification, ctx.now()));
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "Since when. For the provider's members and platform staff; null to others.",
  })
  async validFrom(@Root() verification: Verification, @Ctx() ctx: Context): Promise<number | null> {
    return inside(ctx, verification, verification.validFrom);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "Until when it is valid. For the provider's members and platform staff; null to others.",
  })
  async validUntil(@Root() verification: Verification, @Ctx() ctx: Context): Promise<number | null> {
    return inside(ctx, verification, verification.validUntil);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "From when on it is due for renewal. For the provider's members and platform staff; null to others.",
  })
  async nextCheckAt(@Root() verification: Verification, @Ctx() ctx: Context): Promise<number | null> {
    return inside(ctx, verification, verification.nextCheckAt);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "Until when it may be renewed before the provider is suspended. For the provider's members and platform staff; null to others.",
  })
  async graceUntil(@Root() verification: Verification, @Ctx() ctx: Context): Promise<number | null> {
    return inside(ctx, verification, verification.graceUntil);
  }
}

async function inside<T>(ctx: Context, { providerId }: Verification, value: T): Promise<T | null> {
  return (await maySeeInsideOfProvider(ctx, providerId)) ? value : null;
}
