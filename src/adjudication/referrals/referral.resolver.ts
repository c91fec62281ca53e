import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { readComplaint } from "../../case/complaints/complaint.queries";
import { CaseRecusal } from "../../case/desk/case-recusal.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import { findVisibleEvidence } from "../../case/evidence/evidence.queries";
import { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { CaseStay } from "../stays/case-stay.entity";
import { createReferral } from "./create-referral";
import { OutsideRoute } from "./outside-route.entity";
import { Referral } from "./referral.entity";
import { CreateReferralInput, UpdateReferralInput } from "./referral.types";
import { mayRefer, whyNotReport } from "./referral.policy";
import { findReferral, readsWhole, referralsOf } from "./referral.queries";
import { updateReferral } from "./update-referral";

@ObjectType({ simpleResolvers: true, description: "The referral after the command." })
class ReferralPayload extends MutationPayload {
  @Field(() => Referral, { description: "As it stands now." })
  referral: Referral;

  @Field(() => Complaint, { description: "The case as it stands now." })
  complaint: Complaint;
}

@Resolver(() => Referral)
export class ReferralResolver {
  @Authorized<Role>("CONSUMER")
  @Mutation(() => ReferralPayload, {
    description:
      "Registers that the consumer has gone outside the platform with the dispute. Open to the consumer in every state of the case, closed ones too, whatever `outsideRoutes` warns of; the case itself goes on unless a lead lets it wait. Those who work on the case are told; the provider only once the body has taken it on. Refused: NOT_FOUND; ALREADY_EXISTS with `extensions.existingId` while one on the same way is not over; LIMIT_REACHED.",
  })
  async createReferral(
    @Arg("input", () => CreateReferralInput, INPUT) input: CreateReferralInput,
    @Ctx() ctx: Context,
  ): Promise<ReferralPayload> {
    const { referralId } = await ctx.command("createReferral", input, (tx, actor) => createReferral(tx, actor, input));
    return payload(ctx, input, referralId);
  }

  @Authorized<Role>("CONSUMER", "MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => ReferralPayload, {
    description:
      "Says what has become of a referral: by the consumer, or by a moderator whom the outside body told. When one that the case waits for is over, the lead who let it wait is told. Particulars may be added after that, too. Refused: NOT_FOUND; NOT_IN_THIS_STATE when it cannot come to that; CONFLICT_OF_INTEREST for a moderator who is a party or recused; BAD_USER_INPUT.",
  })
  async updateReferral(
    @Arg("input", () => UpdateReferralInput, INPUT) input: UpdateReferralInput,
    @Ctx() ctx: Context,
  ): Promise<ReferralPayload> {
    const { referralId } = await ctx.command("updateReferral", input, (tx, actor) => updateReferral(tx, actor, input));
    return payload(ctx, input, referralId);
  }

  @Authorized()
  @Query(() => Referral, {
    nullable: true,
    description: "The referral; null when there is none or it is not the viewer's to see.",
  })
  referral(@Arg("id", () => ID, { description: "`rfl_…`" }) id: string, @Ctx() ctx: Context): Promise<Referral | null> {
    return findReferral(ctx, id);
  }

  @FieldResolver(() => Complaint, { description: "The case." })
  complaint(@Root() referral: Referral, @Ctx() ctx: Context): Promise<Complaint> {
    return readComplaint(ctx, referral.complaintId, "complaintId");
  }

  @FieldResolver(() => Boolean, { description: "The viewer may say what has become of it, with `updateReferral`." })
  async mayBeUpdated(@Root() { complaintId }: Referral, @Ctx() ctx: Context): Promise<boolean> {
    const recusals = await ctx.loaders.manyBy(CaseRecusal, "complaintId", complaintId);
    return whyNotReport(ctx.actor, await readComplaint(ctx, complaintId, "complaintId"), recusals) === null;
  }

  @FieldResolver(() => OutsideRoute, { description: "What the catalogue said of the way when it was taken." })
  async outsideRoute(@Root() referral: Referral, @Ctx() ctx: Context): Promise<OutsideRoute> {
    const route = await ctx.loaders.byId(OutsideRoute, referral.outsideRouteId);
    if (!route) throw new Error(`a foreign key of ${referral.id} points nowhere`);
    return route;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The number it goes by there; null when there is none yet, and to the provider.",
  })
  async reference(@Root() referral: Referral, @Ctx() ctx: Context): Promise<string | null> {
    return (await readsWhole(ctx, referral)) ? referral.reference : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Remarks; null without any, and to the provider." })
  async note(@Root() referral: Referral, @Ctx() ctx: Context): Promise<string | null> {
    return (await readsWhole(ctx, referral)) ? referral.note : null;
  }

  @FieldResolver(() => Evidence, {
    nullable: true,
    description: "The document about it, as evidence of the case; null without one, and to whom it is hidden.",
  })
  document(@Root() { evidenceId }: Referral, @Ctx() ctx: Context): Promise<Evidence | null> {
    return evidenceId === null ? Promise.resolve(null) : findVisibleEvidence(ctx, evidenceId);
  }
}

@Resolver(() => Complaint)
export class ComplaintReferralsResolver {
  @FieldResolver(() => [Referral], {
    description:
      "Where the consumer has gone outside the platform with it, oldest first. The provider sees those that a body has taken on or the case waits for.",
  })
  referrals(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Referral[]> {
    return referralsOf(ctx, complaint);
  }

  @FieldResolver(() => Boolean, {
    description:
      "The viewer may register with `createReferral` that they have turned to somebody outside: the consumer, in every state.",
  })
  mayBeReferred(@Root() complaint: Complaint, @Ctx() ctx: Context): boolean {
    return mayRefer(ctx.actor, complaint);
  }
}

@Resolver(() => CaseStay)
export class StayReferralResolver {
  @FieldResolver(() => Referral, {
    nullable: true,
    description: "The consumer's referral that the case waits for; null when it waits for something else.",
  })
  referral(@Root() { referralId }: CaseStay, @Ctx() ctx: Context): Promise<Referral | null> {
    return referralId === null ? Promise.resolve(null) : findReferral(ctx, referralId);
  }
}

async function payload(ctx: Context, { clientMutationId }: MutationInput, id: string): Promise<ReferralPayload> {
  const referral = await findReferral(ctx, id);
  if (!referral) throw new Refusal("NOT_FOUND", { field: "input.referralId" });
  return { clientMutationId, referral, complaint: await readComplaint(ctx, referral.complaintId, "input.complaintId") };
}
