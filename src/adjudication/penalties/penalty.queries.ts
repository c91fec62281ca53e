import { isMemberOf, isStaff } from "../../accounts/actor/actor";
import { SPOKEN_KINDS } from "../../house-rules/measures.table";
import { list, passing, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { Penalty } from "./penalty.entity";

export const PenaltyConnection = Connection(Penalty, "Penalty");

/**
 * Penalties that act or acted on a provider, the latest ordered first. Waiting, stayed and reversed ones are left out: they have no
 * effect. What was only said is forgotten on the provider's page once it has ended; its members and staff still see it.
 */
export function penaltiesOfProvider(ctx: Context, providerId: string, args: PageArgs): Promise<Page<Penalty>> {
  const now = passing(ctx.nowAgainst("penalty"));
  const seesAll = isMemberOf(ctx.actor, providerId) || isStaff(ctx.actor);
  const forgotten = seesAll
    ? sql``
    : sql` AND NOT (t.kind IN (${list(SPOKEN_KINDS)}) AND t.ends_at IS NOT NULL AND t.ends_at <= ${now})`;
  return page(ctx, args, {
    entity: Penalty,
    where: ctx.db.knownBy(
      sql`t.provider_id = ${providerId} AND t.starts_at <= ${now} AND t.status NOT IN ('STAYED', 'REVERSED')${forgotten}`,
      "penalty",
      "provider_id",
      [providerId],
    ),
    by: "createdAt",
    direction: "DESC",
  });
}

/** Penalties that may still take effect on a provider, the latest ordered first. */
export function penaltiesAhead(ctx: Context, providerId: string, args: PageArgs): Promise<Page<Penalty>> {
  return page(ctx, args, {
    entity: Penalty,
    where: sql`t.provider_id = ${providerId} AND (t.status IN ('AWAITING_APPROVAL', 'STAYED') OR (t.status = 'SCHEDULED' AND (t.starts_at IS NULL OR t.starts_at > ${passing(ctx.now())})))`,
    by: "createdAt",
    direction: "DESC",
  });
}

/** Without those of the viewer's own cases and providers, where they are a party, not a lead. */
export function penaltiesAwaitingApproval(ctx: Context, args: PageArgs): Promise<Page<Penalty>> {
  const { accountId } = ctx.signedIn();
  return page(ctx, args, {
    entity: Penalty,
    where: sql`t.status = 'AWAITING_APPROVAL' AND NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.complaint_id AND c.consumer_id = ${accountId})
      AND NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ${accountId})`,
    by: "createdAt",
    direction: "ASC",
  });
}
