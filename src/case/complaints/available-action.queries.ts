import { signerOf } from "../../accounts/roles/signer.queries";
import type { Context } from "../../platform/graphql/context";
import { unavailableBecause } from "../../platform/graphql/unavailable-because";
import { HouseRules } from "../../house-rules/house-rules";
import { readFacts } from "./case-facts.queries";
import { CaseTimer } from "./case-timer.entity";
import type { Complaint } from "./complaint.entity";
import { actionsFor, viewerOf } from "./complaint.policy";
import { type AvailableAction, mutationOf } from "./available-action.types";
import { readOrderMoney } from "./order-money.queries";
import { readBeyond, SPENDING, takesMoney } from "./spending.queries";

/** Computed from the same table and by the same check as the commands. */
export async function availableActions(ctx: Context, complaint: Complaint): Promise<AvailableAction[]> {
  const now = ctx.now();
  const facts = await readFacts(ctx.db, complaint, await HouseRules.inForce(ctx.db, now), now);
  const viewer = viewerOf(ctx.actor, complaint);
  if (viewer.isLead && ctx.actor) viewer.signer = await signerOf(ctx, ctx.actor, ["LEAD_MODERATOR"]);
  const free = actionsFor(complaint.status, facts, viewer).filter(({ refused }) => refused === null);
  const spending = SPENDING.filter((each) => free.some(({ action }) => action === each) && takesMoney(complaint, each));
  const beyond =
    spending.length === 0
      ? facts.beyond
      : await readBeyond(ctx.db, complaint, spending, await readOrderMoney(ctx.db, complaint, now));
  const actions = actionsFor(complaint.status, { ...facts, beyond }, viewer);
  const waits = actions.some(({ mandatory }) => mandatory !== null);
  const timers = waits ? await ctx.loaders.manyBy(CaseTimer, "complaintId", complaint.id) : [];
  return actions.map(({ action, mandatory, refused }) => ({
    action,
    mutation: mutationOf(action),
    mandatory: mandatory !== null,
    dueAt: timers.find(({ clock }) => clock === mandatory)?.dueAt ?? null,
    unavailableBecause: unavailableBecause(
      ctx,
      refused && { ...refused, params: { status: complaint.status, ...refused.params } },
    ),
  }));
}
