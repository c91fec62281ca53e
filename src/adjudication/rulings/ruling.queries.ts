import { Field, ID, InputType } from "type-graphql";
import type { Complaint } from "../../case/complaints/complaint.entity";
import { onRecordOf } from "../../case/complaints/on-record";
import { allOf, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page, pageOfAny } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { asciiLike, TextField } from "../../platform/graphql/text-field";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { citesRule } from "./citing.queries";
import { RulingOutcome, type RulingStatus } from "./ruling-enums.types";
import { Ruling } from "./ruling.entity";
import { maySeeFullText, maySeeInsideOfRuling } from "./ruling.policy";

export const RulingConnection = Connection(Ruling, "Ruling");

@InputType({
  description: "Narrows the public register. Conditions left out do not narrow; those given must all hold.",
})
export class RulingFilter {
  @Field(() => ID, { nullable: true, description: "Rulings against this provider." })
  providerId?: string | null;

  @Field(() => RulingOutcome, { nullable: true, description: "Rulings with this outcome." })
  outcome?: RulingOutcome | null;

  @TextField({
    max: 40,
    pattern: asciiLike("AFTERSALES-1"),
    nullable: true,
    description: "Rulings that cite any version of the rule with this code, e.g. `PRICE-1`.",
  })
  ruleCode?: string | null;
}

/** Part of the text in full, or null for everyone else. That staff read it is recorded as with the case itself. */
export const inFull = <T>(ctx: Context, ruling: Ruling, read: () => T | Promise<T>): T | Promise<T> | null =>
  maySeeFullText(ctx.actor, ruling) ? onRecordOf(ctx, ruling.complaintId, read) : null;

/** A ruling that took effect stays public, even if it was reversed. */
const PUBLISHED: readonly RulingStatus[] = ["ISSUED", "REVERSED"];

/** NOT_FOUND alike for missing rulings, for drafts when the viewer is not staff, and for ids of other types. */
export async function readRuling(ctx: Context, id: string): Promise<Ruling> {
  const ruling = isIdOf(Ruling, id) ? await ctx.loaders.byId(Ruling, id) : null;
  if (!ruling || !(isPublished(ruling) || maySeeInsideOfRuling(ctx.actor, ruling)))
    throw new Refusal("NOT_FOUND", { field: "id" });
  return ruling;
}

export const isPublished = ({ status }: Ruling): boolean => PUBLISHED.includes(status);

/** All published rulings, the latest first. */
export async function listRulings(ctx: Context, filter: RulingFilter, args: PageArgs): Promise<Page<Ruling>> {
  const { providerId, outcome, ruleCode } = filter;
  // Nearly all rulings are published: the `+` hides the index of statuses from SQLite and means nothing to MySQL.
  const where = allOf([
    sql`+t.status IN ('ISSUED', 'REVERSED')`,
    providerId && sql`t.provider_id = ${providerId}`,
    outcome && sql`t.outcome = ${outcome}`,
    ruleCode && (await citesRule(ctx.db, ruleCode, "t.id")),
  ]);
  const name = (): string => JSON.stringify(["rulings", providerId, outcome, ruleCode]);
  const keyset = { entity: Ruling, by: "issuedAt", direction: "DESC", name } as const;
  const mine = providerId ? ctx.db.knownBy(where, "ruling", "provider_id", [providerId]) : where;
  return pageOfAny(ctx, args, keyset, [mine]);
}

/**
 * Drafts that await a second approver, the longest waiting first. Those of withdrawn cases need no approval any longer, and those of
 * the viewer's own cases are hidden from them.
 */
export function listDrafts(ctx: Context, args: PageArgs): Promise<Page<Ruling>> {
  const { accountId } = ctx.signedIn();
  return page(ctx, args, {
    entity: Ruling,
    where: sql`t.status = 'AWAITING_APPROVAL' AND EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.complaint_id AND c.status = 'UNDER_REVIEW')
      AND t.consumer_id <> ${accountId} AND NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ${accountId})`,
    by: "decidedAt",
    direction: "ASC",
  });
}

/** The draft of a case that awaits approval, for those who see drafts. */
export async function draftOf(ctx: Context, complaint: Complaint): Promise<Ruling | null> {
  const rulings = await ctx.loaders.manyBy(Ruling, "complaintId", complaint.id);
  return (
    rulings.find((ruling) => ruling.status === "AWAITING_APPROVAL" && maySeeInsideOfRuling(ctx.actor, ruling)) ?? null
  );
}
