import { Field, ID, InputType } from "type-graphql";
import { Account } from "../accounts/account.entity";
import { ComplaintStatusEnum, SeverityEnum, type Severity } from "../complaints/case-enums";
import { Complaint } from "../complaints/complaint.entity";
import type { ComplaintStatus } from "../complaints/complaint.lifecycle";
import type { SqlValue } from "../platform/database/row-mapper";
import { keysetQuery, toPage, type Page, type PageArgs } from "../platform/graphql/connection";
import type { Context } from "../platform/graphql/context";
import type { Actor } from "../platform/identity/actor";
import { Provider } from "../providers/provider.entity";

@InputType({ description: "Which cases of the queue." })
export class QueueFilter {
  @Field(() => ComplaintStatusEnum, { nullable: true, description: "Only those in this state." })
  status?: ComplaintStatus;

  @Field(() => SeverityEnum, { nullable: true, description: "Only those this urgent." })
  severity?: Severity;

  @Field(() => ID, { nullable: true, description: "Only those against this provider." })
  providerId?: string;

  @Field(() => Boolean, { nullable: true, description: "true: only those the viewer holds." })
  mine?: boolean;
}

/**
 * The cases that wait for the platform, the soonest due first. One statement: the page by its index first, what is shown of each
 * row joined after (as one flat join the optimiser starts from the providers and sorts every open case).
 */
export async function moderationQueue(
  ctx: Context,
  actor: Actor,
  args: PageArgs,
  filter: QueueFilter,
): Promise<Page<Complaint>> {
  const { where, params, name } = conditions(ctx, actor, filter);
  const keyset = { name, where, params, by: "dueAt" as const, direction: "ASC" as const };
  const complaints = ctx.db.mapper(Complaint);
  const providers = ctx.db.mapper(Provider);
  const accounts = ctx.db.mapper(Account);
  const { sql, params: values } = keysetQuery<Complaint>(ctx.services.sealer, args, keyset, "due_at");
  const rows = await ctx.db.query(
    `SELECT ${complaints.select("c", "c_")}, ${providers.select("p", "p_")}, ${accounts.select("a", "a_")}
     FROM (SELECT t.id, t.due_at FROM complaint t ${sql}) page
     JOIN complaint c ON c.id = page.id JOIN provider p ON p.id = c.provider_id JOIN account a ON a.id = c.consumer_id
     ORDER BY page.due_at, page.id`,
    values,
  );
  return toPage(
    ctx.services.sealer,
    args,
    keyset,
    rows.map((row) => {
      ctx.loaders.prime(Provider, providers.hydrate(row, "p_"));
      ctx.loaders.prime(Account, accounts.hydrate(row, "a_"));
      return complaints.hydrate(row, "c_");
    }),
  );
}

function conditions(
  ctx: Context,
  actor: Actor,
  filter: QueueFilter,
): { where: string; params: SqlValue[]; name: string } {
  const parts: [string, SqlValue][] = [["t.in_queue = ?", 1]];
  if (filter.status) parts.push(["t.status = ?", filter.status]);
  if (filter.severity) parts.push(["t.severity = ?", filter.severity]);
  if (filter.providerId) parts.push(["t.provider_id = ?", filter.providerId]);
  if (filter.mine) parts.push(["t.lease_holder_id = ?", actor.accountId]);
  return {
    where:
      [...parts.map(([sql]) => sql), "t.due_at IS NOT NULL"].join(" AND ") +
      (filter.mine ? ` AND t.lease_expires_at > ${ctx.now()}` : ""),
    params: parts.map(([, value]) => value),
    name: `queue ${JSON.stringify(parts)}`,
  };
}

/** The queue's filter on one case, for live deliveries. */
export function matchesFilter(complaint: Complaint, actor: Actor, filter: QueueFilter): boolean {
  return (
    (!filter.status || complaint.status === filter.status) &&
    (!filter.severity || complaint.severity === filter.severity) &&
    (!filter.providerId || complaint.providerId === filter.providerId) &&
    (!filter.mine || complaint.leaseHolderId === actor.accountId)
  );
}
