import type { Context } from "../../platform/graphql/context";
import { idNames } from "./event-ids.pure";

/** Refuses a query that could never be executed for an event. */
export function checkQuery(ctx: Context, query: string | null | undefined): void {
  if (query) ctx.services.storedQueries.check(query, idNames(), "input.query", ctx);
}
