import { sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { ReturnCase } from "./return-case.entity";

export const ReturnCaseConnection = Connection(ReturnCase, "ReturnCase");

/** Returns that wait for a moderator's decision, the longest waiting first. */
export function contestedReturns(ctx: Context, args: PageArgs): Promise<Page<ReturnCase>> {
  return page(ctx, args, {
    entity: ReturnCase,
    where: sql`t.status = 'CONTESTED'`,
    by: "contestedAt",
    direction: "ASC",
  });
}
