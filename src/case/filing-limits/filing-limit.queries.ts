import { accountsOf, type Actor } from "../../accounts/actor/actor";
import { batchLoader } from "../../market/listings/batch-loader";
import type { Reader } from "../../platform/database/reader";
import { allOf, list, passing, sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { CaseRecusal } from "../desk/case-recusal.entity";
import { FilingLimit } from "./filing-limit.entity";
import type { FilingLimitStatus } from "./filing-limit-enums.types";
import { isInForce } from "./filing-limit.pure";
import type { Partiality } from "./filing-limit.policy";
import { addTo } from "../../platform/grouping.pure";

interface Filter {
  status?: FilingLimitStatus | null;
  contested?: boolean | null;
}

/** The newest first. Nobody oversees their own: those are left out. */
export const listFilingLimits = (
  ctx: Context,
  args: PageArgs,
  { status, contested }: Filter,
): Promise<Page<FilingLimit>> => {
  const now = passing(ctx.now());
  return page(ctx, args, {
    entity: FilingLimit,
    where: allOf([
      sql`t.account_id <> ${ctx.signedIn().accountId}`,
      (status === "PROPOSED" || status === "IN_FORCE") && sql`t.status = ${status} AND t.runs_until > ${now}`,
      status === "LIFTED" && sql`t.status = 'LIFTED'`,
      // Most have ended: they are met soon in the order of the list, which the `+` leaves to SQLite as the only way.
      status === "ENDED" &&
        sql`(+t.status = 'ENDED' OR (+t.status IN ('PROPOSED', 'IN_FORCE') AND t.runs_until <= ${now}))`,
      contested &&
        sql`t.status = 'IN_FORCE' AND t.runs_until > ${now} AND t.contested_at IS NOT NULL AND t.contest_decided_at IS NULL`,
    ]),
    by: "id",
    direction: "DESC",
  });
};

/** The limits of a person that are in force now. */
export const limitsInForce = async (
  reader: Pick<Reader, "find">,
  accountId: string,
  now: number,
): Promise<FilingLimit[]> =>
  (await reader.find(FilingLimit, { accountId, status: "IN_FORCE" }, "ORDER BY id")).filter((limit) =>
    isInForce(limit, now),
  );

/**
 * When a person last opened complaints, the latest first, at most so many. What the platform opened for them, or took over from
 * elsewhere, is not theirs to answer for.
 */
export async function openedByPerson(
  reader: Pick<Reader, "query">,
  accountId: string,
  since: number,
  most: number,
): Promise<number[]> {
  const rows = await reader.query<{ opened_at: number }>(
    sql`SELECT c.opened_at FROM complaint c JOIN event_log e ON e.stream_id = c.id AND e.seq = 1
     WHERE c.consumer_id = ${accountId} AND c.opened_at > ${since} AND e.actor_id = c.consumer_id
     ORDER BY c.opened_at DESC LIMIT ${most}`,
  );
  return rows.map(({ opened_at: at }) => at);
}

type About = Pick<FilingLimit, "accountId" | "complaintId">;

/** For commands. */
export async function readPartiality(
  reader: Reader,
  actor: Actor,
  { accountId, complaintId }: About,
): Promise<Partiality> {
  const [against, recusal] = [
    (await providersComplainedOf(reader, [accountId])).get(accountId) ?? [],
    await reader.findOne(CaseRecusal, { complaintId, accountId: [...accountsOf(actor)] }),
  ];
  return { accountId, against, recused: recusal !== null };
}

/** The same for what is offered: read once for all items of a list. */
export async function partialityOf(ctx: Context, actor: Actor, { accountId, complaintId }: About): Promise<Partiality> {
  const accounts = accountsOf(actor);
  const [against, recusals] = await Promise.all([
    loadComplainedOf(ctx, accountId),
    ctx.loaders.manyBy(CaseRecusal, "complaintId", complaintId),
  ]);
  return { accountId, against: against ?? [], recused: recusals.some((each) => accounts.includes(each.accountId)) };
}

const loadComplainedOf = batchLoader((ctx, accountIds) => providersComplainedOf(ctx.db, accountIds));

async function providersComplainedOf(
  reader: Pick<Reader, "query">,
  accountIds: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const rows = await reader.query<{ consumer_id: string; provider_id: string }>(
    sql`SELECT DISTINCT consumer_id, provider_id FROM complaint WHERE consumer_id IN (${list(accountIds)})`,
  );
  for (const { consumer_id: accountId, provider_id: providerId } of rows) addTo(found, accountId, providerId);
  return found;
}
