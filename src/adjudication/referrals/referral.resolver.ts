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
import { logOpening } from "../../case/complaints/log-opening";
import { onRecordOf } from "../../case/complaints/on-record";
import { readComplaint } from "../../case/complaints/complaint.queries";
import { CaseRecusal } from "../../case/desk/case-recusal.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import { findVisibleEvidence } from "../../case/evidence/evidence.queries";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { CaseStay } from "../stays/case-stay.entity";
import { createReferral } from "./create-referral";
import { OutsideRoute } from "./outside-route.entity";
import { Referral } from "./referral.entity";
import { CreateReferralInput, UpdateReferralInput } from "./referral.types";
import { mayRefer, whyNotReport } from "./referral.policy";
import { findReferral, maySeeWholeReferral, referralsOf } from "./referral.queries";
import { updateReferral } from "./update-referral";
import { one, Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "The referral after the command." })
class ReferralPayload extends MutationPayload {
  @Field(() => Referral, { description: "The referral as it is now." })
  referral: Referral;

  @Field(() => Complaint, { description: "The case as it is now." })
  complaint: Complaint;
}

const referralActions = defineActions("Referral", "a referral to an outside body", { UPDATE: "updateReferral" });
const caseReferralActions = defineActions("CaseReferral", "a case that goes to an outside body", {
  CREATE: "createReferral",
});

@Resolver(() => Referral)
export class ReferralResolver {
  @Authorized<Role>("CONSUMER")
  @Mutation(() => ReferralPayload, {
    description:
      "Registers that the consumer has taken the dispute to an external body. Open to the consumer in every state of the case, even closed, whatever `outsideRoutes` warns of; the case itself continues unless a lead stays it. The staff working on the case are notified; the provider only once the body has accepted it. Refused: NOT_FOUND; ALREADY_EXISTS with `extensions.existingId` while another one on the same route is open; LIMIT_REACHED; BAD_USER_INPUT for a route that is for consumers only, when the order was placed for a business.",
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
      "Reports the progress of a referral: by the consumer, or by a moderator informed by the external body. When a referral that the case waits for has ended, the lead who stayed the case is notified. Details may be added even after that; they do not change whose word the status is (`reportedBy`). A moderator may report again what the consumer has reported, which puts it on record. Refused: NOT_FOUND; NOT_IN_THIS_STATE when the new status cannot follow the current one; CONFLICT_OF_INTEREST for a moderator who is a party or recused; BAD_USER_INPUT.",
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
    description: "The referral; null if there is none or the viewer may not see it.",
  })
  async referral(
    @Arg("id", () => ID, { description: "Its id, `rfl_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Referral | null> {
    const referral = await findReferral(ctx, id);
    return referral && onRecordOf(ctx, referral.complaintId, () => referral);
  }

  @Reads<Referral>("complaintId")
  @FieldResolver(() => Complaint, { description: "The case that was referred." })
  complaint(@Root() referral: Referral, @Ctx() ctx: Context): Promise<Complaint> {
    return readComplaint(ctx, referral.complaintId, "complaintId");
  }

  @Reads<Referral>("complaintId")
  @FieldResolver(() => [referralActions.AvailableAction], {
    description: "What the viewer may do with it: report its progress.",
  })
  async availableActions(@Root() { complaintId }: Referral, @Ctx() ctx: Context): Promise<Available<"UPDATE">[]> {
    const recusals = await ctx.loaders.manyBy(CaseRecusal, "complaintId", complaintId);
    const complaint = await readComplaint(ctx, complaintId, "complaintId");
    return referralActions.availableTo(ctx, () => whyNotReport(ctx.actor, complaint, recusals));
  }

  @Reads<Referral>("id", one(OutsideRoute, "outsideRouteId"))
  @FieldResolver(() => OutsideRoute, {
    description: "The catalogue's description of the route when the referral was created.",
  })
  async outsideRoute(@Root() referral: Referral, @Ctx() ctx: Context): Promise<OutsideRoute> {
    const route = await ctx.loaders.one(OutsideRoute, referral, "outsideRouteId");
    if (!route) throw new Error(`a foreign key of ${referral.id} has no target`);
    return route;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The body's reference number; null if there is none yet, and to the provider.",
  })
  async reference(@Root() referral: Referral, @Ctx() ctx: Context): Promise<string | null> {
    return (await maySeeWholeReferral(ctx, referral)) ? referral.reference : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Remarks; null without any, and to the provider." })
  async note(@Root() referral: Referral, @Ctx() ctx: Context): Promise<string | null> {
    return (await maySeeWholeReferral(ctx, referral)) ? referral.note : null;
  }

  @Reads<Referral>("evidenceId")
  @FieldResolver(() => Evidence, {
    nullable: true,
    description: "The document about it, as evidence of the case; null without one, and to those who may not see it.",
  })
  document(@Root() { evidenceId }: Referral, @Ctx() ctx: Context): Promise<Evidence | null> {
    return evidenceId === null ? Promise.resolve(null) : findVisibleEvidence(ctx, evidenceId);
  }
}

@Resolver(() => Complaint)
export class ComplaintReferralsResolver {
  @FieldResolver(() => [Referral], {
    description:
      "The consumer's referrals of it to external bodies, oldest first. The provider sees those that a body has accepted or the case waits for.",
  })
  async referrals(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Referral[]> {
    await logOpening(ctx, complaint);
    return referralsOf(ctx, complaint);
  }

  @FieldResolver(() => [caseReferralActions.AvailableAction], {
    description:
      "What the viewer may do to go elsewhere with the case: the consumer registers a referral, in every state.",
  })
  referralActions(@Root() complaint: Complaint, @Ctx() ctx: Context): Available<"CREATE">[] {
    return caseReferralActions.availableTo(ctx, () => (mayRefer(ctx.actor, complaint) ? null : { code: "FORBIDDEN" }));
  }
}

@Resolver(() => CaseStay)
export class StayReferralResolver {
  @Reads<CaseStay>("referralId")
  @FieldResolver(() => Referral, {
    nullable: true,
    description: "The consumer's referral that the case waits for; null if it waits for something else.",
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
