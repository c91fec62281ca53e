import { sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor/actor";
import { isMemberOf } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { InspectionDraw } from "./inspection-draw.entity";
import { InspectionPlan } from "./inspection-plan.entity";

export const InspectionPlanConnection = Connection(InspectionPlan, "InspectionPlan");
export const InspectionDrawConnection = Connection(InspectionDraw, "InspectionDraw");

export async function findPlan(ctx: Context, id: string): Promise<InspectionPlan | null> {
  const plan = isIdOf(InspectionPlan, id) ? await ctx.loaders.byId(InspectionPlan, id) : null;
  return plan && (plan.providerId === null || !isMemberOf(ctx.actor, plan.providerId)) ? plan : null;
}

/** The latest first; none of those made for a provider that the viewer is a member of. */
export function listPlans(ctx: Context, { accountId }: Actor, args: PageArgs): Promise<Page<InspectionPlan>> {
  return page(ctx, args, {
    entity: InspectionPlan,
    where: sql`NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ${accountId})`,
    by: "createdAt",
    direction: "DESC",
  });
}

export function listDraws(ctx: Context, planId: string, args: PageArgs): Promise<Page<InspectionDraw>> {
  return page(ctx, args, {
    entity: InspectionDraw,
    where: sql`t.plan_id = ${planId}`,
    by: "at",
    direction: "DESC",
  });
}
