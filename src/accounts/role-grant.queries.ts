import { allOf, sql } from "../platform/database/sql";
import { page, type Page, type PageArgs } from "../platform/graphql/connection";
import type { Context } from "../platform/graphql/context";
import { RoleGrant, type RoleGrantStatus } from "./role-grant.entity";

/** Newest first; `status`: only these. */
export const listRoleGrants = (
  ctx: Context,
  args: PageArgs,
  status: RoleGrantStatus | null,
): Promise<Page<RoleGrant>> =>
  page(ctx.db, ctx.services.sealer, args, {
    entity: RoleGrant,
    where: allOf([status && sql`t.status = ${status}`]),
    by: "id",
    direction: "DESC",
  });
