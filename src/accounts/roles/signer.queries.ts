import type { Loaders } from "../../platform/database/loaders";
import type { Reader } from "../../platform/database/reader";
import { join, raw, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Context } from "../../platform/graphql/context";
import type { Actor, Role } from "../actor/actor";
import { HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { otherAccountsOf } from "../actor/same-person.queries";
import { RoleGrant } from "./role-grant.entity";
import { signerFrom, type Signer } from "../actor/signer.policy";

const COLUMNS = ["accountId", "proposedById", "decidedById"] as const;

/** For commands, read afresh. `roles`: those that allow signing, e.g. LEAD_MODERATOR. */
export async function readSigner(tx: Tx, actor: Actor, roles: readonly Role[]): Promise<Signer> {
  const mapper = tx.mapper(RoleGrant);
  const own = COLUMNS.map((column) => sql`${raw(`t.${mapper.column(column)}`)} = ${actor.accountId}`);
  const approved = sql`FROM role_grant t WHERE t.status = 'APPROVED' AND (${join(own, " OR ")})`;
  const [grants, sameAs] = await Promise.all([tx.select(RoleGrant, approved), othersOf(tx, actor.accountId)]);
  return signerFrom(actor, grants, roles, freshFor(await HouseRules.inForce(tx, tx.now)), sameAs);
}

async function othersOf(reader: Pick<Reader, "query">, accountId: string): Promise<string[]> {
  const found = await reader.query<{ other_id: string }>(otherAccountsOf([accountId]));
  return found.map(({ other_id: id }) => id);
}

/** Asked once in a request; the reads of a delivery are shared by several people. */
const asked = new WeakMap<Loaders, Map<string, Promise<string[]>>>();

function othersKnown({ loaders, db }: Context, accountId: string): Promise<string[]> {
  const known = asked.get(loaders) ?? new Map<string, Promise<string[]>>();
  const others = known.get(accountId) ?? othersOf(db, accountId);
  asked.set(loaders, known.set(accountId, others));
  return others;
}

/** The same for available actions: read once for all items of a list. */
export async function signerOf(ctx: Context, actor: Actor, roles: readonly Role[]): Promise<Signer> {
  const [sameAs, ...found] = await Promise.all([
    othersKnown(ctx, actor.accountId),
    ...COLUMNS.map((column) => ctx.loaders.manyBy(RoleGrant, column, actor.accountId)),
  ]);
  const grants = found.flat().filter(({ status }) => status === "APPROVED");
  return signerFrom(actor, grants, roles, freshFor(await HouseRules.inForce(ctx.db, ctx.now())), sameAs);
}

const freshFor = (rules: HouseRules): number => rules.number("roles.fresh", "hours") * HOUR;
