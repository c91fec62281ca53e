import { sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { InterimMeasure } from "./interim-measure.entity";

export const InterimMeasureConnection = Connection(InterimMeasure, "InterimMeasure");

/** Without those of the viewer's own cases and providers, where they are a party, not a lead. */
export function interimMeasuresWaiting(ctx: Context, args: PageArgs): Promise<Page<InterimMeasure>> {
  const { accountId } = ctx.signedIn();
  return page(ctx, args, {
    entity: InterimMeasure,
    where: sql`t.waits_since IS NOT NULL AND NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.complaint_id AND c.consumer_id = ${accountId})
      AND NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ${accountId})`,
    by: "waitsSince",
    direction: "ASC",
  });
}
