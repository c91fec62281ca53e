import {
  Arg,
  Args,
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
import { Penalty } from "../../adjudication/penalties/penalty.entity";
import { PageArgs, pageOfRows, type Page } from "../../platform/graphql/connection";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload, type MutationInput } from "../../platform/graphql/idempotency";
import { unavailableBecause, UnavailableBecause } from "../../platform/graphql/unavailable-because";
import { isMemberOf, type Role } from "../../accounts/actor/actor";
import { Provider } from "../../market/providers/provider.entity";
import { assignCourse } from "./assign-course";
import { cancelEnrolment } from "./cancel-enrolment";
import { Attempt } from "./attempt.entity";
import { Course } from "./course.entity";
import { Enrolment } from "./enrolment.entity";
import { AssignCourseInput, CancelEnrolmentInput, EnrolmentFilter } from "./enrolment.types";
import { EnrolmentConnection, findEnrolment, listEnrolments } from "./enrolment.queries";
import { enrolmentStatusAt, isToBePassed } from "./enrolment-schedule.pure";
import { situationOf } from "./start-attempt";
import { EnrolmentStatus } from "./training-enums.types";
import { untouched } from "./training.pure";
import { maySeeTrainingOf, whyNotAttempt, whyNotCancel } from "./training.policy";
import { one, Reads } from "../../platform/graphql/reads";
import { present } from "../../platform/present";

@ObjectType({ simpleResolvers: true, description: "The enrolment after the command." })
class EnrolmentPayload extends MutationPayload {
  @Field(() => Enrolment, { description: "The enrolment as it stands now." })
  enrolment: Enrolment;
}

const enrolmentActions = defineActions("Enrolment", "an enrolment in a course", { CANCEL: "cancelEnrolment" });

@Resolver(() => Enrolment)
export class EnrolmentResolver {
  @Authorized<Role>("TRAINER")
  @Mutation(() => EnrolmentPayload, {
    description:
      "Assigns a course to a provider, which is notified in its inbox. Refused: NOT_FOUND; ALREADY_EXISTS with `extensions.existingId` while it has an open enrolment for that course; NOT_IN_THIS_STATE unless the provider is admitted to the platform; CONFLICT_OF_INTEREST for a member of it.",
  })
  async assignCourse(
    @Arg("input", () => AssignCourseInput, INPUT) input: AssignCourseInput,
    @Ctx() ctx: Context,
  ): Promise<EnrolmentPayload> {
    const { enrolmentId } = await ctx.command("assignCourse", input, (tx, actor) => assignCourse(tx, actor, input));
    return payload(ctx, input, enrolmentId);
  }

  @Authorized<Role>("TRAINER")
  @Mutation(() => EnrolmentPayload, {
    description:
      "Cancels an open enrolment. Refused: NOT_FOUND, NOT_IN_THIS_STATE; FORBIDDEN for one that a ruling ordered, which ends only with the ruling; CONFLICT_OF_INTEREST for a member of the provider.",
  })
  async cancelEnrolment(
    @Arg("input", () => CancelEnrolmentInput, INPUT) input: CancelEnrolmentInput,
    @Ctx() ctx: Context,
  ): Promise<EnrolmentPayload> {
    const { enrolmentId } = await ctx.command("cancelEnrolment", input, (tx, actor) =>
      cancelEnrolment(tx, actor, input),
    );
    return payload(ctx, input, enrolmentId);
  }

  @Authorized()
  @Query(() => Enrolment, {
    nullable: true,
    description: "The enrolment; null when it does not exist or the viewer may not see it.",
  })
  enrolment(
    @Arg("id", () => ID, { description: "Its id, `enr_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Enrolment | null> {
    return findEnrolment(ctx, id);
  }

  @Authorized<Role>("TRAINER", "MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "AUDITOR")
  @Query(() => EnrolmentConnection, {
    description:
      "All providers' enrolments, the latest assigned first; a provider's own are in `Provider.training`. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  enrolments(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => EnrolmentFilter, { nullable: true, description: "Which enrolments; all without one." })
    filter: EnrolmentFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Enrolment>> {
    return listEnrolments(ctx, args, filter ?? {});
  }

  @FieldResolver(() => EnrolmentStatus, { description: "Its status at this moment." })
  status(@Root() enrolment: Enrolment, @Ctx() ctx: Context): EnrolmentStatus {
    return enrolmentStatusAt(enrolment, ctx.now());
  }

  @Reads<Enrolment>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { description: "The provider that must pass it." })
  async provider(@Root() enrolment: Enrolment, @Ctx() ctx: Context): Promise<Provider> {
    return present(await ctx.loaders.one(Provider, enrolment, "providerId"));
  }

  @Reads<Enrolment>(one(Course, "courseId"))
  @FieldResolver(() => Course, { description: "The course to pass, in its current version." })
  async course(@Root() enrolment: Enrolment, @Ctx() ctx: Context): Promise<Course> {
    return present(await ctx.loaders.one(Course, enrolment, "courseId"));
  }

  @Reads<Enrolment>(one(Penalty, "penaltyId"))
  @FieldResolver(() => Penalty, { nullable: true, description: "For MANDATORY: the penalty; null otherwise." })
  penalty(@Root() enrolment: Enrolment, @Ctx() ctx: Context): Promise<Penalty | null> {
    return enrolment.penaltyId === null ? Promise.resolve(null) : ctx.loaders.one(Penalty, enrolment, "penaltyId");
  }

  @FieldResolver(() => [enrolmentActions.AvailableAction], { description: "What the viewer may do with it." })
  availableActions(@Root() enrolment: Enrolment, @Ctx() ctx: Context): Available<"CANCEL">[] {
    return enrolmentActions.availableTo(ctx, () => whyNotCancel(ctx.actor, enrolment));
  }

  @Reads<Enrolment>("id")
  @FieldResolver(() => [Attempt], { description: "The attempts made under it, by any member, oldest first." })
  attempts(@Root() enrolment: Enrolment, @Ctx() ctx: Context): Promise<Attempt[]> {
    return ctx.loaders.manyBy(Attempt, "enrolmentId", enrolment.id);
  }

  @FieldResolver(() => UnavailableBecause, {
    nullable: true,
    description:
      "Why the viewer cannot use `startAttempt` now, e.g. the pause after a failed attempt; null: it would succeed.",
  })
  async unavailableBecause(@Root() enrolment: Enrolment, @Ctx() ctx: Context): Promise<UnavailableBecause | null> {
    const now = ctx.now();
    // An enrolment that no one could attempt needs no further check.
    const concerns = isToBePassed(enrolment) && isMemberOf(ctx.actor, enrolment.providerId);
    const situation = concerns ? (await situationOf(ctx.db, enrolment, now)).situation : untouched(enrolment);
    return unavailableBecause(ctx, whyNotAttempt(ctx.signedIn(), situation, now));
  }
}

@Resolver(() => Provider)
export class ProviderTrainingResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => EnrolmentConnection, {
    nullable: true,
    description:
      "Its enrolments, past and open, the latest assigned first. For its members, trainers and platform staff; null for others.",
  })
  async training(
    @Root() { id }: Provider,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Enrolment> | null> {
    if (!maySeeTrainingOf(ctx.actor, id)) return null;
    const enrolments = await ctx.loaders.manyBy(Enrolment, "providerId", id, "ORDER BY assigned_at DESC, id DESC");
    return pageOfRows(ctx.services.sealer, args, `training ${id}`, enrolments);
  }
}

async function payload(ctx: Context, { clientMutationId }: MutationInput, id: string): Promise<EnrolmentPayload> {
  return { clientMutationId, enrolment: present(await ctx.loaders.byId(Enrolment, id)) };
}
