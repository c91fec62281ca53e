import { passing, sql } from "../../platform/database/sql";
import { Connection, page, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { Penalty } from "./penalty.entity";

export const PenaltyConnection = Connection(Penalty, "Penalty");

/** What acts or acted on a provider, the latest ordered first. Neither what waits, nor what was stayed or taken back: those have, or had, no standing. */
export function penaltiesOfProvider(ctx: Context, providerId: string, args: PageArgs): Promise<Page<Penalty>> {
  return page(ctx.db, ctx.services.sealer, args, {
    entity: Penalty,
    where: sql`t.provider_id = ${providerId} AND t.starts_at <= ${passing(ctx.now())} AND t.status NOT IN ('STAYED', 'REVERSED')`,
    by: "createdAt",
    direction: "DESC",
  });
}

/** What may yet come on a provider, the latest ordered first. */
export function penaltiesAhead(ctx: Context, providerId: string, args: PageArgs): Promise<Page<Penalty>> {
  return page(ctx.db, ctx.services.sealer, args, {
    entity: Penalty,
    where: sql`t.provider_id = ${providerId} AND (t.status IN ('AWAITING_APPROVAL', 'STAYED') OR (t.status = 'SCHEDULED' AND (t.starts_at IS NULL OR t.starts_at > ${passing(ctx.now())})))`,
    by: "createdAt",
    direction: "DESC",
  });
}

/** Not those of one's own cases and providers: there one is a party, not a lead. */
export function penaltiesAwaitingApproval(ctx: Context, args: PageArgs): Promise<Page<Penalty>> {
  const { accountId } = ctx.signedIn();
  return page(ctx.db, ctx.services.sealer, args, {
    entity: Penalty,
    where: sql`t.status = 'AWAITING_APPROVAL' AND NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.complaint_id AND c.consumer_id = ${accountId})
      AND NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ${accountId})`,
    by: "createdAt",
    direction: "ASC",
  });
}
