import { isStaff, type Actor } from "../../accounts/actor/actor";
import { Account } from "../../accounts/account/account.entity";
import { maySeeAccounts } from "../../accounts/actor/account.policy";
import { listAccounts } from "../../accounts/account/account.queries";
import { findRules } from "../../adjudication/rules/rule.queries";
import { caseNumber } from "../../case/complaints/case-number.pure";
import { Complaint } from "../../case/complaints/complaint.entity";
import { listComplaints, searchComplaints } from "../../case/complaints/complaint.queries";
import { Listing } from "../../market/listings/listing.entity";
import { Provider } from "../../market/providers/provider.entity";
import type { EntityClass } from "../../platform/database/row-mapper";
import type { Bilingual } from "../../platform/graphql/bilingual";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { findGuides } from "../../prevention/guides/guide.queries";
import { SearchKind, type SearchArgs, type SearchHit } from "./search-hit.types";
import { searchListings } from "./search-listings.queries";
import { searchProviders } from "./search-providers.queries";

type Hit = Omit<SearchHit, "kind">;

/**
 * Of each kind what its own list shows the viewer, found as it is found there; nothing where they may not ask for that list. Providers that are
 * suspended or gone too: who looks for a name looks for what is on record of it.
 */
const FINDING: Record<SearchKind, (ctx: Context, text: string, args: PageArgs) => Promise<Hit[]>> = {
  COMPLAINT: async (ctx, text, args) =>
    ctx.actor
      ? rowsOf(ctx, Complaint, await cases(ctx, ctx.actor, text, args), (row) => ({
          code: caseNumber(row),
          title: row.title,
        }))
      : [],
  PROVIDER: async (ctx, text, args) =>
    rowsOf(ctx, Provider, await searchProviders(ctx, { text, offMarket: true }, null, args), ({ legalName }) => ({
      code: null,
      title: legalName,
    })),
  LISTING: async (ctx, text, args) =>
    rowsOf(ctx, Listing, await searchListings(ctx, { text }, null, args, ctx.now()), ({ title }) => ({
      code: null,
      title,
    })),
  RULE: async (ctx, text) => inLanguage(ctx, await findRules(ctx.db, ctx.nowAgainst("rule_version"), text)),
  GUIDE: async (ctx, text) => inLanguage(ctx, await findGuides(ctx.db, text)),
  ACCOUNT: async (ctx, text, args) =>
    maySeeAccounts(ctx.actor)
      ? rowsOf(ctx, Account, await listAccounts(ctx, args, { text }), ({ login, displayName }) => ({
          code: login,
          title: displayName,
        }))
      : [],
};

export async function searchEverything(ctx: Context, { text, kinds, first }: SearchArgs): Promise<SearchHit[]> {
  const asked = Object.values(SearchKind).filter((kind) => kinds?.includes(kind) ?? true);
  const found = await Promise.all(
    asked.map(async (kind) => (await FINDING[kind](ctx, text, { first })).map((hit) => ({ kind, ...hit }))),
  );
  return shared(found, first);
}

/** At most so many in all, of each list its first ones: they take turns until there are enough. */
function shared<T>(lists: readonly (readonly T[])[], most: number): T[] {
  const taken = lists.map(() => 0);
  for (let left = most; left > 0;) {
    const before = left;
    for (const [index, list] of lists.entries())
      if (left > 0 && (taken[index] ?? 0) < list.length) {
        taken[index] = (taken[index] ?? 0) + 1;
        left -= 1;
      }
    if (left === before) break;
  }
  return lists.flatMap((list, index) => list.slice(0, taken[index]));
}

const cases = (ctx: Context, actor: Actor, text: string, args: PageArgs): Promise<Page<Complaint>> =>
  isStaff(actor)
    ? searchComplaints(ctx, args, { text }, "OPENED_AT_DESC")
    : listComplaints(ctx, actor, args, { text }, "OPENED_AT_DESC");

/** The rows of a list, read whole: a list reads of them only what is asked of their type. */
async function rowsOf<T extends { id: string }>(
  ctx: Context,
  entity: EntityClass<T>,
  { nodes }: Page<T>,
  toHit: (row: T) => Omit<Hit, "id">,
): Promise<Hit[]> {
  const rows = await Promise.all(nodes.map(({ id }) => ctx.loaders.byId(entity, id)));
  return rows.flatMap((row) => (row ? [{ id: row.id, ...toHit(row) }] : []));
}

const inLanguage = ({ locale }: Context, rows: readonly { id: string; code: string; title: Bilingual }[]): Hit[] =>
  rows.map(({ id, code, title }) => ({ id, code, title: locale === "en" ? title.en : title.zhCN }));
