import { Field, ID, InputType } from "type-graphql";
import { allOf, passing, sql, type Sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { ReplayedProvider } from "./replayed-provider.entity";
import { ReplayedRuling } from "./replayed-ruling.entity";
import { RuleReplay } from "./rule-replay.entity";

export const RuleReplayConnection = Connection(RuleReplay, "RuleReplay");
export const ReplayedRulingConnection = Connection(ReplayedRuling, "ReplayedRuling");
export const ReplayedProviderConnection = Connection(ReplayedProvider, "ReplayedProvider");

@InputType({ description: "Narrows a replay's rulings. Conditions left out do not narrow; those given must all hold." })
export class ReplayedRulingFilter {
  @Field(() => ID, { nullable: true, description: "Rulings against this provider." })
  providerId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Also rulings that would not change, but could have ordered an additional measure.",
  })
  newlyAllowedToo?: boolean;
}

export async function readReplay(ctx: Context, id: string): Promise<RuleReplay> {
  const replay = isIdOf(RuleReplay, id) ? await ctx.loaders.byId(RuleReplay, id) : null;
  if (!replay) throw new Refusal("NOT_FOUND", { field: "id" });
  return replay;
}

/** The latest asked for first. */
export function replaysOf(ctx: Context, draftId: string, args: PageArgs): Promise<Page<RuleReplay>> {
  return page(ctx, args, {
    entity: RuleReplay,
    where: sql`t.draft_id = ${draftId}`,
    by: "createdAt",
    direction: "DESC",
  });
}

/** A party to a case sees it as a party, whatever other roles they have, and therefore not here. */
const notOnesOwn = (me: string): Sql =>
  sql`NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ${me})`;

/** Its latest run, which may be another while it is read. */
const ofRun = ({ id, run }: RuleReplay): Sql => sql`t.run = ${passing(run, id)}`;

/** What the finished run wrote; nothing before. */
export function replayedRulings(
  ctx: Context,
  replay: RuleReplay,
  { providerId, newlyAllowedToo }: ReplayedRulingFilter,
  args: PageArgs,
): Promise<Page<ReplayedRuling>> {
  const { accountId } = ctx.signedIn();
  return page(ctx, args, {
    entity: ReplayedRuling,
    where: allOf([
      ofRun(replay),
      sql`NOT EXISTS (SELECT 1 FROM ruling r WHERE r.id = t.ruling_id AND r.consumer_id = ${accountId})`,
      notOnesOwn(accountId),
      !newlyAllowedToo && sql`t.changed = 1`,
      providerId && sql`t.provider_id = ${providerId}`,
    ]),
    by: "number",
    direction: "ASC",
    unique: true,
  });
}

/** Those with the most changed rulings first. */
export function replayedProviders(ctx: Context, replay: RuleReplay, args: PageArgs): Promise<Page<ReplayedProvider>> {
  const { accountId } = ctx.signedIn();
  return page(ctx, args, {
    entity: ReplayedProvider,
    where: allOf([ofRun(replay), notOnesOwn(accountId)]),
    by: "changed",
    direction: "DESC",
  });
}
