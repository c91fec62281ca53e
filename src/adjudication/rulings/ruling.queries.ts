import { Field, ID, InputType } from "type-graphql";
import { maySee, sideOf } from "../../case/complaints/complaint.policy";
import type { Complaint } from "../../case/complaints/complaint.entity";
import type { SqlValue } from "../../platform/database/row-mapper";
import { Connection, page, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { TextField } from "../../platform/graphql/text-field";
import { isStaff, type Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { RulingOutcome, type RulingStatus } from "./ruling-enums.types";
import { Ruling } from "./ruling.entity";

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
    nullable: true,
    description: "Rulings that cite any version of the rule with this code, e.g. `PRICE-1`.",
  })
  ruleCode?: string | null;
}

/** Drafts, and who decided, are the platform's own matter. */
export const seesInside = (actor: Actor | null, ruling: Ruling): boolean =>
  isStaff(actor) && sideOf(actor, ruling) === null;

/** The reasons in full are between the parties and the platform. */
export const seesFullText = (actor: Actor | null, ruling: Ruling): boolean => maySee(actor, ruling);

/** What took effect is public for good, also when it was taken back. */
const PUBLISHED: readonly RulingStatus[] = ["ISSUED", "REVERSED"];

/** NOT_FOUND for the absent, for drafts to those outside, and for ids of other things alike. */
export async function readRuling(ctx: Context, id: string, field = "id"): Promise<Ruling> {
  const ruling = isIdOf(Ruling, id) ? await ctx.loaders.byId(Ruling, id) : null;
  if (!ruling || !(isPublished(ruling) || seesInside(ctx.actor, ruling))) throw new Refusal("NOT_FOUND", { field });
  return ruling;
}

export const isPublished = ({ status }: Ruling): boolean => PUBLISHED.includes(status);

/** All that was published, the latest first. */
export function listRulings(ctx: Context, filter: RulingFilter, args: PageArgs): Promise<Page<Ruling>> {
  const conditions: [string, ...SqlValue[]][] = [["t.status IN ('ISSUED', 'REVERSED')"]];
  if (filter.providerId) conditions.push(["t.provider_id = ?", filter.providerId]);
  if (filter.outcome) conditions.push(["t.outcome = ?", filter.outcome]);
  if (filter.ruleCode) {
    conditions.push([
      "EXISTS (SELECT 1 FROM ruling_finding f JOIN rule_version v ON v.id = f.rule_version_id WHERE f.ruling_id = t.id AND v.code = ?)",
      filter.ruleCode,
    ]);
  }
  return page(ctx.db, ctx.services.sealer, args, {
    name: `rulings ${JSON.stringify([filter.providerId || null, filter.outcome || null, filter.ruleCode || null])}`,
    entity: Ruling,
    where: conditions.map(([sql]) => sql).join(" AND "),
    params: conditions.flatMap(([, ...params]) => params),
    by: "issuedAt",
    direction: "DESC",
  });
}

/**
 * Drafts that a second approver should look at, the longest waiting first. Those of withdrawn cases are nobody's work any more, and
 * those of one's own cases are not one's own to see.
 */
export function listDrafts(ctx: Context, args: PageArgs): Promise<Page<Ruling>> {
  const { accountId } = ctx.signedIn();
  return page(ctx.db, ctx.services.sealer, args, {
    name: "rulings awaiting approval",
    entity: Ruling,
    where: `t.status = 'AWAITING_APPROVAL' AND EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.complaint_id AND c.status = 'UNDER_REVIEW')
      AND t.consumer_id <> ? AND NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ?)`,
    params: [accountId, accountId],
    by: "decidedAt",
    direction: "ASC",
  });
}

/** The draft of a case that awaits approval, for those who see drafts. */
export async function draftOf(ctx: Context, complaint: Complaint): Promise<Ruling | null> {
  const rulings = await ctx.loaders.manyBy(Ruling, "complaintId", complaint.id);
  return rulings.find((ruling) => ruling.status === "AWAITING_APPROVAL" && seesInside(ctx.actor, ruling)) ?? null;
}
