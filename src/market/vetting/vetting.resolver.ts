import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { approveApplication } from "./approve-application";
import { rejectApplication } from "./reject-application";
import { ProviderApplication } from "./provider-application.entity";
import { recordApplicationCheck } from "./record-application-check";
import { releaseApplication } from "./release-application";
import { requestApplicationChanges } from "./request-application-changes";
import { takeApplication } from "./take-application";
import { submitApplication } from "./submit-application";
import {
  ApproveProviderApplicationInput,
  RecordApplicationCheckInput,
  RejectProviderApplicationInput,
  ReleaseProviderApplicationInput,
  RequestApplicationChangesInput,
  SubmitProviderApplicationInput,
  TakeProviderApplicationInput,
  VettingQueueFilter,
} from "./vetting-inputs.types";
import { applicationPayload, ProviderApplicationPayload } from "./vetting-payloads.types";
import { findApplication, listQueue, ProviderApplicationConnection } from "./vetting.queries";

@Resolver()
export class VettingResolver {
  @Authorized<Role>("INSPECTOR", "AUDITOR")
  @Query(() => ProviderApplicationConnection, {
    description:
      "The applications that wait for the platform or are under review, the longest waiting first, without those of providers one belongs to. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  vettingQueue(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => VettingQueueFilter, { nullable: true, description: "Which applications; all without one." })
    filter: VettingQueueFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Page<ProviderApplication>> {
    return listQueue(ctx, ctx.signedIn(), args, filter ?? {});
  }

  @Authorized()
  @Query(() => ProviderApplication, {
    nullable: true,
    description: "One application; null when there is none or it is not the viewer's to see.",
  })
  providerApplication(
    @Arg("id", () => ID, { description: "Its id, `vap_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<ProviderApplication | null> {
    return findApplication(ctx, id);
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => ProviderApplicationPayload, {
    description:
      "Applies to be admitted or, once admitted, to have something verified again: submits every stored document, those of a kind replacing the ones submitted before. After changes were requested the same application is submitted again. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE while kinds are missing (the message names them) or it is under review, NOT_YET with `extensions.availableAt` too soon after a rejection, PROVIDER_RESTRICTED once the provider is terminated or for the licence of one that is.",
  })
  async submitProviderApplication(
    @Arg("input", () => SubmitProviderApplicationInput, INPUT) input: SubmitProviderApplicationInput,
    @Ctx() ctx: Context,
  ): Promise<ProviderApplicationPayload> {
    const { applicationId } = await ctx.command("submitProviderApplication", input, (tx, actor) =>
      submitApplication(tx, actor, input),
    );
    return applicationPayload(ctx, input, applicationId);
  }

  @Authorized<Role>("INSPECTOR")
  @Mutation(() => ProviderApplicationPayload, {
    description:
      "Takes an application to review; also one that another inspector has left untouched, by the house rule for three days unless changed. Refused: NOT_FOUND, CONFLICT_OF_INTEREST for a member of the provider, LEASE_HELD with `extensions.availableAt` while another has it, NOT_IN_THIS_STATE.",
  })
  async takeProviderApplication(
    @Arg("input", () => TakeProviderApplicationInput, INPUT) input: TakeProviderApplicationInput,
    @Ctx() ctx: Context,
  ): Promise<ProviderApplicationPayload> {
    const { applicationId } = await ctx.command("takeProviderApplication", input, (tx, actor) =>
      takeApplication(tx, actor, input),
    );
    return applicationPayload(ctx, input, applicationId);
  }

  @Authorized<Role>("INSPECTOR")
  @Mutation(() => ProviderApplicationPayload, {
    description:
      "Releases an application to the queue, with the checks made so far. Refused: NOT_FOUND, LEASE_REQUIRED unless one has taken it, NOT_IN_THIS_STATE.",
  })
  async releaseProviderApplication(
    @Arg("input", () => ReleaseProviderApplicationInput, INPUT) input: ReleaseProviderApplicationInput,
    @Ctx() ctx: Context,
  ): Promise<ProviderApplicationPayload> {
    const { applicationId } = await ctx.command("releaseProviderApplication", input, (tx, actor) =>
      releaseApplication(tx, actor, input),
    );
    return applicationPayload(ctx, input, applicationId);
  }

  @Authorized<Role>("INSPECTOR")
  @Mutation(() => ProviderApplicationPayload, {
    description:
      "Records the result of a check in the application's checklist; may be repeated. Refused: NOT_FOUND also for an unknown check, FORBIDDEN for an automatic one, BAD_USER_INPUT without a note where one is required, LEASE_REQUIRED, NOT_IN_THIS_STATE.",
  })
  async recordApplicationCheck(
    @Arg("input", () => RecordApplicationCheckInput, INPUT) input: RecordApplicationCheckInput,
    @Ctx() ctx: Context,
  ): Promise<ProviderApplicationPayload> {
    const { applicationId } = await ctx.command("recordApplicationCheck", input, (tx, actor) =>
      recordApplicationCheck(tx, actor, input),
    );
    return applicationPayload(ctx, input, applicationId);
  }

  @Authorized<Role>("INSPECTOR")
  @Mutation(() => ProviderApplicationPayload, {
    description:
      "Returns an application to the provider, to change or add something and submit it again. Refused: NOT_FOUND, LEASE_REQUIRED, NOT_IN_THIS_STATE.",
  })
  async requestApplicationChanges(
    @Arg("input", () => RequestApplicationChangesInput, INPUT) input: RequestApplicationChangesInput,
    @Ctx() ctx: Context,
  ): Promise<ProviderApplicationPayload> {
    const { applicationId } = await ctx.command("requestApplicationChanges", input, (tx, actor) =>
      requestApplicationChanges(tx, actor, input),
    );
    return applicationPayload(ctx, input, applicationId);
  }

  @Authorized<Role>("INSPECTOR")
  @Mutation(() => ProviderApplicationPayload, {
    description:
      "Approves an application: its kinds are verified from now on, and a provider that waited for it is ACTIVE. The automatic checks are made once more. A suspension by penalty remains in force. Refused: NOT_FOUND, LEASE_REQUIRED, NOT_IN_THIS_STATE while required checks are open, were made before the provider's name changed, or failed without a reason in `despite` (the message names them), BAD_USER_INPUT for dates that are not allowed, PROVIDER_RESTRICTED once the provider is terminated or for the licence of one that is.",
  })
  async approveProviderApplication(
    @Arg("input", () => ApproveProviderApplicationInput, INPUT) input: ApproveProviderApplicationInput,
    @Ctx() ctx: Context,
  ): Promise<ProviderApplicationPayload> {
    const { applicationId } = await ctx.command("approveProviderApplication", input, (tx, actor) =>
      approveApplication(tx, actor, input),
    );
    return applicationPayload(ctx, input, applicationId);
  }

  @Authorized<Role>("INSPECTOR")
  @Mutation(() => ProviderApplicationPayload, {
    description:
      "Rejects an application. A provider that waited for it is REJECTED and may apply again after a time (`ProviderApplication.mayReapplyAt`); one that was admitted before keeps its verifications for as long as they are valid. Refused: NOT_FOUND, LEASE_REQUIRED, NOT_IN_THIS_STATE.",
  })
  async rejectProviderApplication(
    @Arg("input", () => RejectProviderApplicationInput, INPUT) input: RejectProviderApplicationInput,
    @Ctx() ctx: Context,
  ): Promise<ProviderApplicationPayload> {
    const { applicationId } = await ctx.command("rejectProviderApplication", input, (tx, actor) =>
      rejectApplication(tx, actor, input),
    );
    return applicationPayload(ctx, input, applicationId);
  }
}
