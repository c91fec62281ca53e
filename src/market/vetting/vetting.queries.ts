import { allOf, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isMemberOf, isPerson, type Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { ProviderMember } from "../providers/provider-member.entity";
import { ProviderApplication } from "./provider-application.entity";
import { maySeeApplication, maySeeChecks } from "./vetting.policy";
import type { VettingQueueFilter } from "./vetting-inputs.types";

export const ProviderApplicationConnection = Connection(ProviderApplication, "ProviderApplication");

/** The viewer, also with a membership that began in this very operation, after the actor was read. */
export async function viewerOf(ctx: Context, providerId: string): Promise<Actor | null> {
  const { actor } = ctx;
  if (!actor || isMemberOf(actor, providerId)) return actor;
  const members = await ctx.loaders.manyBy(ProviderMember, "providerId", providerId);
  const mine = members.find(({ accountId }) => isPerson(actor, accountId));
  return mine ? { ...actor, memberships: [...actor.memberships, { providerId, role: mine.role }] } : actor;
}

export async function maySeeVetting(ctx: Context, providerId: string): Promise<boolean> {
  return maySeeApplication(ctx.actor, providerId) || maySeeApplication(await viewerOf(ctx, providerId), providerId);
}

/** Whether the viewer sees the inspectors' side: staff who do not belong to the provider. */
export async function maySeeInspectorsSide(ctx: Context, providerId: string): Promise<boolean> {
  return maySeeChecks(ctx.actor, providerId) && maySeeChecks(await viewerOf(ctx, providerId), providerId);
}

/** Whether the viewer sees documents' numbers in full; staff see them masked. */
export async function maySeeNumbers(ctx: Context, providerId: string): Promise<boolean> {
  return isMemberOf(await viewerOf(ctx, providerId), providerId);
}

/** The application, or null: for those who may not see it, it does not exist. */
export async function findApplication(ctx: Context, id: string): Promise<ProviderApplication | null> {
  const application = isIdOf(ProviderApplication, id) ? await ctx.loaders.byId(ProviderApplication, id) : null;
  return application && (await maySeeVetting(ctx, application.providerId)) ? application : null;
}

/** Applications waiting for the platform, the longest waiting first. The policy is in the WHERE: no one finds their own provider's. */
export function listQueue(
  ctx: Context,
  actor: Actor,
  args: PageArgs,
  filter: VettingQueueFilter,
): Promise<Page<ProviderApplication>> {
  const { accountId } = actor;
  return page(ctx, args, {
    entity: ProviderApplication,
    where: allOf([
      // Not IS NOT NULL, for which SQLite uses no index.
      sql`t.queued_at > 0`,
      sql`NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ${accountId})`,
      filter.status && sql`t.status = ${filter.status}`,
      filter.mine && sql`t.taken_by_id = ${accountId}`,
    ]),
    by: "queuedAt",
    direction: "ASC",
  });
}
