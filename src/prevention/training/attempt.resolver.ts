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
import { Account } from "../../accounts/account/account.entity";
import { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import { isPerson, type Role } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Attempt } from "./attempt.entity";
import { AttemptQuestion, questionsOf } from "./attempt.types";
import { CourseQuestion } from "./course-parts.entity";
import { CourseVersion } from "./course-version.entity";
import { Enrolment } from "./enrolment.entity";
import { StartAttemptInput, SubmitAttemptInput } from "./enrolment.types";
import { findEnrolment } from "./enrolment.queries";
import { startAttempt } from "./start-attempt";
import { submitAttempt } from "./submit-attempt";
import { one, Reads } from "../../platform/graphql/reads";
import { present } from "../../platform/present";

@ObjectType({ simpleResolvers: true, description: "The attempt after the command." })
class AttemptPayload extends MutationPayload {
  @Field(() => Attempt, { description: "The attempt as it stands now." })
  attempt: Attempt;

  @Field(() => Enrolment, { description: "The present state of the enrolment." })
  enrolment: Enrolment;
}

@Resolver(() => Attempt)
export class AttemptResolver {
  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => AttemptPayload, {
    description:
      "Begins the quiz of a course that the viewer's provider must pass; repeating it continues the member's attempt under way. Refused: NOT_FOUND; NOT_IN_THIS_STATE when the enrolment is no longer open; FORBIDDEN when only owners may pass it; CONFLICT_OF_INTEREST for trainers and auditors, who can read the correct answers; NOT_YET with `extensions.availableAt` in the pause after a failed attempt; ALREADY_EXISTS while a colleague's attempt is under way.",
  })
  async startAttempt(
    @Arg("input", () => StartAttemptInput, INPUT) input: StartAttemptInput,
    @Ctx() ctx: Context,
  ): Promise<AttemptPayload> {
    const { attemptId } = await ctx.command("startAttempt", input, (tx, actor) => startAttempt(tx, actor, input));
    return payload(ctx, input, attemptId);
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => AttemptPayload, {
    description:
      "Hands in the viewer's own attempt, which is marked at once. Passing completes every open enrolment of the provider for that course, and ends the penalty that ordered it. Refused: NOT_FOUND; BAD_USER_INPUT unless every question is answered; TOO_LATE after `Attempt.expiresAt`; NOT_IN_THIS_STATE when it was handed in; FORBIDDEN and CONFLICT_OF_INTEREST as for `startAttempt`.",
  })
  async submitAttempt(
    @Arg("input", () => SubmitAttemptInput, INPUT) input: SubmitAttemptInput,
    @Ctx() ctx: Context,
  ): Promise<AttemptPayload> {
    const { attemptId } = await ctx.command("submitAttempt", input, (tx, actor) => submitAttempt(tx, actor, input));
    return payload(ctx, input, attemptId);
  }

  @Authorized()
  @Query(() => Attempt, {
    nullable: true,
    description: "The attempt; null when it does not exist or the viewer may not see it.",
  })
  async attempt(
    @Arg("id", () => ID, { description: "Its id, `att_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Attempt | null> {
    const attempt = isIdOf(Attempt, id) ? await ctx.loaders.byId(Attempt, id) : null;
    return attempt && (await findEnrolment(ctx, attempt.enrolmentId)) ? attempt : null;
  }

  @Reads<Attempt>("passed")
  @FieldResolver(() => Boolean, { nullable: true, description: "Whether it was passed; null until it is handed in." })
  passed(@Root() { passed }: Attempt): boolean | null {
    return passed;
  }

  @Reads<Attempt>(one(Account, "accountId", "displayName"))
  @FieldResolver(() => String, { description: "Display name of the member who took it." })
  async takenByName(@Root() attempt: Attempt, @Ctx() ctx: Context): Promise<string> {
    return present(await ctx.loaders.one(Account, attempt, "accountId")).displayName;
  }

  @Reads<Attempt>(one(CourseVersion, "courseVersionId"))
  @FieldResolver(() => CourseVersion, { description: "The version of the course used." })
  async courseVersion(@Root() attempt: Attempt, @Ctx() ctx: Context): Promise<CourseVersion> {
    return present(await ctx.loaders.one(CourseVersion, attempt, "courseVersionId"));
  }

  @FieldResolver(() => [AttemptQuestion], {
    nullable: true,
    description: "The questions, in this attempt's order. For the member who takes it; null to others.",
  })
  async questions(@Root() attempt: Attempt, @Ctx() ctx: Context): Promise<AttemptQuestion[] | null> {
    if (!isPerson(ctx.actor, attempt.accountId)) return null;
    const { courseVersionId } = attempt;
    return questionsOf(
      attempt,
      await ctx.loaders.manyBy(CourseQuestion, "courseVersionId", courseVersionId, "ORDER BY position"),
    );
  }
}

async function payload(ctx: Context, { clientMutationId }: MutationInput, id: string): Promise<AttemptPayload> {
  const attempt = present(await ctx.loaders.byId(Attempt, id));
  return { clientMutationId, attempt, enrolment: present(await ctx.loaders.byId(Enrolment, attempt.enrolmentId)) };
}
