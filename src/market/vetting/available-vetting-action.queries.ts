import { Field, ObjectType } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { byMutation, defineEnum } from "../../platform/graphql/enum";
import { unavailableBecause, UnavailableBecause } from "../../platform/graphql/unavailable-because";
import type { Provider } from "../providers/provider.entity";
import type { ProviderApplication } from "./provider-application.entity";
import { concerns, VETTING_ACTIONS, whyNot, type VettingAction } from "./vetting.policy";
import { readVetting } from "./vetting-state.queries";
import { viewerOf } from "./vetting.queries";

const MUTATION: Record<VettingAction, string> = {
  ADD_DOCUMENT: "createVerificationUpload",
  SUBMIT: "submitProviderApplication",
  TAKE: "takeProviderApplication",
  RELEASE: "releaseProviderApplication",
  RECORD_CHECK: "recordApplicationCheck",
  REQUEST_CHANGES: "requestApplicationChanges",
  APPROVE: "approveProviderApplication",
  REJECT: "rejectProviderApplication",
};

const VettingActionEnum = defineEnum(
  "VettingAction",
  "What a person may do in a provider's vetting.",
  byMutation(MUTATION),
);

@ObjectType({
  simpleResolvers: true,
  description: "One thing the viewer may do in a provider's vetting, now or once an obstacle is gone.",
})
export class AvailableVettingAction {
  @Field(() => VettingActionEnum, { description: "What can be done." })
  action: VettingAction;

  @Field(() => String, { description: "The mutation that does it." })
  mutation: string;

  @Field(() => UnavailableBecause, {
    nullable: true,
    description: "The obstacle, e.g. which documents are missing; null: the mutation would succeed now.",
  })
  unavailableBecause: UnavailableBecause | null;
}

/** Computed by the same policy that the commands ask. */
export async function availableVettingActions(
  ctx: Context,
  provider: Provider,
  application: ProviderApplication | null,
): Promise<AvailableVettingAction[]> {
  const actor = await viewerOf(ctx, provider.id);
  const mine = VETTING_ACTIONS.filter((action) => concerns(action, actor, provider.id));
  if (!actor || mine.length === 0) return [];
  const { facts } = await readVetting(ctx.db, provider, application, ctx.now());
  return mine.map((action) => {
    const obstacle = whyNot(action, actor, facts);
    return { action, mutation: MUTATION[action], unavailableBecause: unavailableBecause(ctx, obstacle) };
  });
}
