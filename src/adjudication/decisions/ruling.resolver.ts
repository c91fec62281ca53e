import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { absentAsNull } from "../../platform/graphql/absent";
import { runOnPart } from "../../case/complaints/run-on-case";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import type { Role } from "../../accounts/actor/actor";
import { approveRuling } from "./approve-ruling";
import { RulingPayload } from "./decision-payloads.types";
import { declineRuling } from "./decline-ruling";
import { issueRuling } from "./issue-ruling";
import { Ruling } from "../rulings/ruling.entity";
import { ApproveRulingInput, DeclineRulingInput, IssueRulingInput } from "../rulings/ruling.types";
import { listDrafts, listRulings, readRuling, RulingConnection, RulingFilter } from "../rulings/ruling.queries";

const runOnRuling = runOnPart("ruling", Ruling);

@Resolver(() => Ruling)
export class RulingResolver {
  @Query(() => Ruling, {
    nullable: true,
    description:
      "One ruling, once issued, even if it has since been reversed. Public; the full text only to the parties and platform staff. Null when there is none, or none for the viewer.",
  })
  ruling(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "Its id, `rlg_…`." }) id: string,
  ): Promise<Ruling | null> {
    return absentAsNull(readRuling(ctx, id));
  }

  @Query(() => RulingConnection, {
    description:
      "The published rulings, the latest issued first, including reversed ones. Refused: CURSOR_INVALID for the cursor of another list or filter.",
  })
  rulings(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => RulingFilter, { nullable: true, description: "Everything when left out." })
    filter: RulingFilter | null,
  ): Promise<Page<Ruling>> {
    return listRulings(ctx, filter ?? {}, args);
  }

  @Authorized<Role>("LEAD_MODERATOR", "AUDITOR")
  @Query(() => RulingConnection, {
    description:
      "Rulings that wait for a second approver, the longest waiting first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  rulingsAwaitingApproval(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs): Promise<Page<Ruling>> {
    return listDrafts(ctx, args);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR")
  @Mutation(() => RulingPayload, {
    description:
      "Decides a case under review. The ruling is issued at once, unless a violation is L4, a penalty is SUSPENSION or TERMINATION, or a contract charge is large: then it awaits a second approver and the case stays UNDER_REVIEW. Refused: NOT_FOUND, LEASE_REQUIRED, STALE_VERSION, NOT_IN_THIS_STATE, FORBIDDEN in one's own case, MEASURE_NOT_ALLOWED when no rule cited for a broken promise allows the penalty, BAD_USER_INPUT naming the field.",
  })
  issueRuling(
    @Ctx() ctx: Context,
    @Arg("input", () => IssueRulingInput, { description: "The decision with its reasons." }) input: IssueRulingInput,
  ): Promise<RulingPayload> {
    return runOnRuling(ctx, "issueRuling", input, issueRuling);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => RulingPayload, {
    description:
      "Approves a ruling that awaits approval, as a second person: it is issued as it was decided. Refused: SECOND_APPROVER_REQUIRED for the person who decided it, and for a person who gave that person a role or was given one by them, NOT_YET with `availableAt` while one's own role is too recent, NOT_IN_THIS_STATE, NOT_FOUND.",
  })
  approveRuling(
    @Ctx() ctx: Context,
    @Arg("input", () => ApproveRulingInput, { description: "Which ruling is approved." }) input: ApproveRulingInput,
  ): Promise<RulingPayload> {
    return runOnRuling(ctx, "approveRuling", input, approveRuling);
  }

  @Authorized<Role>("LEAD_MODERATOR")
  @Mutation(() => RulingPayload, {
    description:
      "Declines a ruling that awaits approval, as a second person: the case waits for another decision. Refused: SECOND_APPROVER_REQUIRED for the person who decided it, NOT_IN_THIS_STATE, NOT_FOUND.",
  })
  declineRuling(
    @Ctx() ctx: Context,
    @Arg("input", () => DeclineRulingInput, { description: "Which and why." }) input: DeclineRulingInput,
  ): Promise<RulingPayload> {
    return runOnRuling(ctx, "declineRuling", input, declineRuling);
  }
}
