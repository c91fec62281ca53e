import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload, MutationInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";
import type { Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { LicenceContest, LicenceContestStatus } from "./licence-contest.entity";
import { holderOf, listLicenceContests, maySeeContest } from "./licence-contest.queries";
import { answerLicenceContest } from "./answer-licence-contest";
import { contestLicence } from "./contest-licence";
import { decideLicenceContest } from "./decide-licence-contest";
import { Vetting } from "./provider-vetting.resolver";
import { Reads } from "../../platform/graphql/reads";

const LicenceContestConnection = Connection(LicenceContest, "LicenceContest");

@InputType({ description: "A licence that another provider was admitted with." })
class ContestLicenceInput extends MutationInput {
  @Field(() => ID, { description: "The provider whose licence it is, `prv_…`." })
  providerId: string;

  @TextField({
    min: 10,
    max: 4_000,
    description: "Why it is this provider's licence, and who the other may be. At least 10 characters.",
  })
  reason: string;
}

@InputType({ description: "The holder's answer to a contest about its licence." })
class AnswerLicenceContestInput extends MutationInput {
  @Field(() => ID, { description: "The contest, `lct_…`." })
  contestId: string;

  @TextField({ min: 10, max: 4_000, description: "Why the licence is the holder's. At least 10 characters." })
  text: string;
}

@InputType({ description: "The decision about a contested licence." })
class DecideLicenceContestInput extends MutationInput {
  @Field(() => ID, { description: "The contest, `lct_…`." })
  contestId: string;

  @Field(() => Boolean, { description: "The holder loses the licence." })
  upheld: boolean;

  @TextField({ min: 10, max: 4_000, description: "Why. Both providers read it. At least 10 characters." })
  reason: string;
}

@ObjectType({ simpleResolvers: true, description: "The contest after the command." })
class LicenceContestPayload extends MutationPayload {
  @Field(() => LicenceContest, { description: "The contest as it is now." })
  contest: LicenceContest;
}

@Resolver(() => LicenceContest)
export class LicenceContestResolver {
  @Authorized<Role>("INSPECTOR", "AUDITOR")
  @Query(() => LicenceContestConnection, {
    description:
      "Contests about licences, the longest waiting first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  licenceContests(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("status", () => LicenceContestStatus, { defaultValue: "OPEN", description: "Only those in this state." })
    status: LicenceContestStatus,
    @Ctx() ctx: Context,
  ): Promise<Page<LicenceContest>> {
    return listLicenceContests(ctx, args, status);
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => LicenceContestPayload, {
    description:
      "Claims that another provider was admitted with this one's licence. The other is heard, and an inspector decides; until then nothing changes for either. Refused: NOT_IN_THIS_STATE when no one was admitted with it, ALREADY_EXISTS with `existingId` while this provider or person has one open, NOT_YET with `extensions.availableAt` after one of theirs was dismissed, whoever held the licence, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT.",
  })
  async contestLicence(
    @Arg("input", () => ContestLicenceInput, INPUT) input: ContestLicenceInput,
    @Ctx() ctx: Context,
  ): Promise<LicenceContestPayload> {
    return payload(
      ctx,
      input,
      await ctx.command("contestLicence", input, (tx, actor) => contestLicence(tx, actor, input)),
    );
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => LicenceContestPayload, {
    description:
      "Answers a contest about the licence of one's provider, once. Refused: NOT_FOUND, FORBIDDEN for staff of the provider, NOT_IN_THIS_STATE when it is answered or decided, BAD_USER_INPUT.",
  })
  async answerLicenceContest(
    @Arg("input", () => AnswerLicenceContestInput, INPUT) input: AnswerLicenceContestInput,
    @Ctx() ctx: Context,
  ): Promise<LicenceContestPayload> {
    return payload(
      ctx,
      input,
      await ctx.command("answerLicenceContest", input, (tx, actor) => answerLicenceContest(tx, actor, input)),
    );
  }

  @Authorized<Role>("INSPECTOR")
  @Mutation(() => LicenceContestPayload, {
    description:
      "Decides a contest about a licence. When it is upheld the holder is SUSPENDED until a licence of its own has been verified, and the claimant can be admitted with this one. Refused: NOT_FOUND, CONFLICT_OF_INTEREST for members of either, NOT_YET with `extensions.availableAt` before the holder has answered or its time has passed, NOT_IN_THIS_STATE when it is decided, BAD_USER_INPUT.",
  })
  async decideLicenceContest(
    @Arg("input", () => DecideLicenceContestInput, INPUT) input: DecideLicenceContestInput,
    @Ctx() ctx: Context,
  ): Promise<LicenceContestPayload> {
    return payload(
      ctx,
      input,
      await ctx.command("decideLicenceContest", input, (tx, actor) => decideLicenceContest(tx, actor, input)),
    );
  }

  @Reads<LicenceContest>("claimantId")
  @FieldResolver(() => Provider, { description: "The provider that claims the licence." })
  claimant(@Root() { claimantId }: LicenceContest, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.loaders.byId(Provider, claimantId);
  }

  @Reads<LicenceContest>("holderId")
  @FieldResolver(() => Provider, { description: "The provider that was admitted with it." })
  holder(@Root() { holderId }: LicenceContest, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.loaders.byId(Provider, holderId);
  }
}

@Resolver(() => Vetting)
export class VettingContestsResolver {
  @FieldResolver(() => Boolean, {
    description: "Another provider was admitted with its licence; see `contestLicence`.",
  })
  async licenceIsHeld(@Root() { provider }: Vetting, @Ctx() ctx: Context): Promise<boolean> {
    return (await holderOf(ctx.db, provider)) !== null;
  }

  @FieldResolver(() => [LicenceContest], {
    description: "Contests about its licence, by it and against it, the latest first; at most 20.",
  })
  async licenceContests(@Root() { provider }: Vetting, @Ctx() ctx: Context): Promise<LicenceContest[]> {
    const [own, against] = await Promise.all([
      ctx.db.find(LicenceContest, { claimantId: provider.id }, "ORDER BY id DESC LIMIT 20"),
      ctx.db.find(LicenceContest, { holderId: provider.id }, "ORDER BY id DESC LIMIT 20"),
    ]);
    return [...own, ...against].sort((a, b) => b.openedAt - a.openedAt).slice(0, 20);
  }
}

/** Read after the commit, for viewers who may still see it. */
async function payload(
  ctx: Context,
  { clientMutationId }: MutationInput,
  { contestId }: { contestId: string },
): Promise<LicenceContestPayload> {
  const contest = await ctx.loaders.byId(LicenceContest, contestId);
  if (!contest || !(await maySeeContest(ctx, contest))) throw new Refusal("NOT_FOUND");
  return { clientMutationId, contest };
}
