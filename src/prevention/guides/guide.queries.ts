import type { Complaint } from "../../case/complaints/complaint.entity";
import { Breach } from "../../case/complaints/breach.entity";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { sideOf } from "../../case/complaints/complaint.policy";
import type { Reader } from "../../platform/database/reader";
import { allOf, raw, sql } from "../../platform/database/sql";
import { finding, type Bilingual } from "../../platform/graphql/bilingual";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { HouseRules } from "../../house-rules/house-rules";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { maySeeDrafts, maySeeVersion } from "../training/publication.policy";
import type { GuideAudience } from "./guide-enums.types";
import { GuideVersion } from "./guide-version.entity";
import { Guide } from "./guide.entity";
import type { GuideFilter } from "./guide.types";
import { suggested } from "./suggested-guides.pure";

export const GuideConnection = Connection(Guide, "Guide");

const IS_PUBLISHED = "SELECT 1 FROM guide_version v WHERE v.guide_id = t.id AND v.status = 'PUBLISHED'";

/** By code. Drafts and withdrawn guides are visible only to those who write guides. */
export function listGuides(ctx: Context, args: PageArgs, { audience = null }: GuideFilter): Promise<Page<Guide>> {
  const all = maySeeDrafts(ctx.actor);
  return page(ctx, args, {
    entity: Guide,
    where: allOf([
      !all && sql`t.withdrawn_at IS NULL AND EXISTS (${raw(IS_PUBLISHED)})`,
      audience && sql`t.audience = ${audience}`,
    ]),
    by: "code",
    direction: "ASC",
    unique: true,
  });
}

/** The published ones with all the words in their code or in either title, by code; the platform writes no more than people read. */
export async function findGuides(
  reader: Reader,
  text: string,
): Promise<{ id: string; code: string; title: Bilingual }[]> {
  const rows = await reader.query<{ id: string; code: string; title: string }>(
    sql`SELECT t.id, t.code, v.title FROM guide t JOIN guide_version v ON v.guide_id = t.id AND v.status = 'PUBLISHED'
      WHERE t.withdrawn_at IS NULL ORDER BY t.code`,
  );
  return rows.map((row) => ({ ...row, title: JSON.parse(row.title) as Bilingual })).filter(finding(text));
}

/** By its id or its code. Links to withdrawn guides still work. */
export async function findGuide(ctx: Context, idOrCode: string): Promise<Guide | null> {
  const guide = isIdOf(Guide, idOrCode)
    ? await ctx.loaders.byId(Guide, idOrCode)
    : ((await ctx.loaders.manyBy(Guide, "code", idOrCode))[0] ?? null);
  return guide && (await versionsOf(ctx, guide.id)).length > 0 ? guide : null;
}

/** Those that the viewer may see, the latest first. */
export async function versionsOf(ctx: Context, guideId: string): Promise<GuideVersion[]> {
  const versions = await ctx.loaders.manyBy(GuideVersion, "guideId", guideId, "ORDER BY version DESC");
  return versions.filter((version) => maySeeVersion(ctx.actor, version));
}

export const guidesBeforeCase = (ctx: Context, kind: PromiseKind, audience: GuideAudience): Promise<Guide[]> =>
  suggest(ctx, audience, [kind], null);

/** For the side the viewer is on; empty for platform staff, who are on none. */
export async function guidesForCase(ctx: Context, complaint: Complaint): Promise<Guide[]> {
  const side = sideOf(ctx.actor, complaint);
  if (!side) return [];
  const breaches = await ctx.loaders.manyBy(Breach, "complaintId", complaint.id);
  return suggest(
    ctx,
    side,
    breaches.map(({ kind }) => kind),
    complaint.status,
  );
}

async function suggest(
  ctx: Context,
  audience: GuideAudience,
  kinds: PromiseKind[],
  status: ComplaintStatus | null,
): Promise<Guide[]> {
  const most = (await HouseRules.inForce(ctx.db, ctx.now())).number("guides.suggested", "count");
  // A few dozen at most, and the same for every case of a page: read once per operation.
  const versions = await ctx.loaders.manyBy(GuideVersion, "status", "PUBLISHED");
  const readable = await Promise.all(
    versions.map(async ({ guideId, breachKinds, caseStates, beforeCase }) => {
      const guide = await ctx.loaders.byId(Guide, guideId);
      if (!guide || guide.withdrawnAt !== null) return [];
      const topics = { id: guide.id, audience: guide.audience, breachKinds, caseStates, beforeCase };
      return [{ guide, ...topics }];
    }),
  );
  return suggested(readable.flat(), { audience, kinds, status }, most).map(({ guide }) => guide);
}
