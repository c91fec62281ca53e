import { join, raw, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Context } from "../../platform/graphql/context";
import type { Actor, Role } from "../actor/actor";
import { HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { RoleGrant } from "./role-grant.entity";
import { signerFrom, type Signer } from "../actor/signer.policy";

const COLUMNS = ["accountId", "proposedById", "decidedById"] as const;

/** For commands, read afresh. `roles`: those that allow signing, e.g. LEAD_MODERATOR. */
export async function readSigner(tx: Tx, actor: Actor, roles: readonly Role[]): Promise<Signer> {
  const mapper = tx.mapper(RoleGrant);
  const own = COLUMNS.map((column) => sql`${raw(`t.${mapper.column(column)}`)} = ${actor.accountId}`);
  const approved = sql`FROM role_grant t WHERE t.status = 'APPROVED' AND (${join(own, " OR ")})`;
  const grants = await tx.select(RoleGrant, approved);
  return signerFrom(actor, grants, roles, freshFor(await HouseRules.inForce(tx, tx.now)));
}

/** The same for available actions: read once for all items of a list. */
export async function signerOf(ctx: Context, actor: Actor, roles: readonly Role[]): Promise<Signer> {
  const found = await Promise.all(COLUMNS.map((column) => ctx.loaders.manyBy(RoleGrant, column, actor.accountId)));
  const grants = found.flat().filter(({ status }) => status === "APPROVED");
  return signerFrom(actor, grants, roles, freshFor(await HouseRules.inForce(ctx.db, ctx.now())));
}

const freshFor = (rules: HouseRules): number => rules.number("roles.fresh", "hours") * HOUR;
