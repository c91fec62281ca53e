import { isHouseRule } from "../../house-rules/house-rule-value.pure";
import { allOf, sql, type Sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { HouseRuleChange } from "./house-rule-change.entity";
import { maySeeChange, maySeeProposals } from "./house-rule-change.policy";
import type { HouseRuleChangeStatus } from "./house-rule-change.types";

export const HouseRuleChangeConnection = Connection(HouseRuleChange, "HouseRuleChange");

export async function findHouseRuleChange(ctx: Context, id: string): Promise<HouseRuleChange | null> {
  const change = isIdOf(HouseRuleChange, id) ? await ctx.loaders.byId(HouseRuleChange, id) : null;
  return change && maySeeChange(ctx.actor, change) ? change : null;
}

/** Newest first. */
export function listHouseRuleChanges(
  ctx: Context,
  args: PageArgs,
  { status, code }: { status: HouseRuleChangeStatus | null; code: string | null },
): Promise<Page<HouseRuleChange>> {
  return page(ctx, args, {
    entity: HouseRuleChange,
    where: allOf([
      maySeeProposals(ctx.actor) ? null : sql`t.announced_at IS NOT NULL`,
      status && inStatus(status, ctx.nowAgainst("house_rule_change")),
      code === null ? null : about(code),
    ]),
    by: "id",
    direction: "DESC",
  });
}

export const statusAt = ({ state, effectiveFrom }: HouseRuleChange, now: number): HouseRuleChangeStatus =>
  state === "ANNOUNCED" && effectiveFrom <= now ? "IN_FORCE" : state;

function inStatus(status: HouseRuleChangeStatus, now: number): Sql {
  if (status === "IN_FORCE") return sql`t.state = 'ANNOUNCED' AND t.effective_from <= ${now}`;
  return status === "ANNOUNCED" ? sql`t.state = 'ANNOUNCED' AND t.effective_from > ${now}` : sql`t.state = ${status}`;
}

/** No code has a character that a pattern reads in its own way; of an unknown rule there are no changes. */
const about = (code: string): Sql => (isHouseRule(code) ? sql`t.differences LIKE ${`%"code":"${code}"%`}` : sql`1 = 0`);
