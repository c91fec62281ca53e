import { allOf, sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { RoleGrant, type RoleGrantStatus } from "./role-grant.entity";

/** Newest first; `status`: only these. */
export const listRoleGrants = (
  ctx: Context,
  args: PageArgs,
  status: RoleGrantStatus | null,
): Promise<Page<RoleGrant>> =>
  page(ctx, args, {
    entity: RoleGrant,
    where: allOf([status && sql`t.status = ${status}`]),
    by: "id",
    direction: "DESC",
  });
