import { allOf, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { RuleDraft, type RuleDraftStatus } from "./rule-draft.entity";

export const RuleDraftConnection = Connection(RuleDraft, "RuleDraft");

export async function readRuleDraft(ctx: Context, id: string): Promise<RuleDraft> {
  const draft = isIdOf(RuleDraft, id) ? await ctx.loaders.byId(RuleDraft, id) : null;
  if (!draft) throw new Refusal("NOT_FOUND", { field: "id" });
  return draft;
}

/** The latest begun first. */
export function listRuleDrafts(ctx: Context, args: PageArgs, status: RuleDraftStatus | null): Promise<Page<RuleDraft>> {
  return page(ctx, args, {
    entity: RuleDraft,
    where: allOf([status && sql`t.status = ${status}`]),
    by: "createdAt",
    direction: "DESC",
  });
}
