import type { Context } from "../../platform/graphql/context";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import type { Provider } from "../providers/provider.entity";
import type { ProviderApplication } from "./provider-application.entity";
import { concerns, VETTING_ACTIONS, whyNot, type VettingAction } from "./vetting.policy";
import { readVetting } from "./vetting-state.queries";
import { viewerOf } from "./vetting.queries";

const vettingActions = defineActions<VettingAction>("Vetting", "a provider's vetting", {
  ADD_DOCUMENT: "createVerificationUpload",
  SUBMIT: "submitProviderApplication",
  TAKE: "takeProviderApplication",
  RELEASE: "releaseProviderApplication",
  RECORD_CHECK: "recordApplicationCheck",
  REQUEST_CHANGES: "requestApplicationChanges",
  APPROVE: "approveProviderApplication",
  REJECT: "rejectProviderApplication",
});

export const AvailableVettingAction = vettingActions.AvailableAction;

/** Computed by the same policy that the commands ask. */
export async function availableVettingActions(
  ctx: Context,
  provider: Provider,
  application: ProviderApplication | null,
): Promise<Available<VettingAction>[]> {
  const actor = await viewerOf(ctx, provider.id);
  const mine = VETTING_ACTIONS.filter((action) => concerns(action, actor, provider.id));
  if (!actor || mine.length === 0) return [];
  const { facts } = await readVetting(ctx.db, provider, application, ctx.now());
  return mine.map((action) => vettingActions.available(ctx, action, whyNot(action, actor, facts)));
}
