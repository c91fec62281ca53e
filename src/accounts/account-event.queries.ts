import { LoggedEvent } from "../platform/database/event.entity";
import { list, sql } from "../platform/database/sql";
import { countOf, keysetQuery, named, toPage, type Page, type PageArgs } from "../platform/graphql/connection";
import type { Context } from "../platform/graphql/context";
import { AccountEventType } from "./account-event-enums.types";
import type { Account } from "./account.entity";
import { AccountRole } from "./account-enums.types";
import { AccountEvent } from "./account-event.types";

const TYPES = Object.values(AccountEventType);

/** Newest first. The caller has checked that the viewer may see it. */
export async function securityEvents(ctx: Context, account: Account, args: PageArgs): Promise<Page<AccountEvent>> {
  const { sealer } = ctx.services;
  const keyset = named("event_log", {
    where: sql`t.stream_id = ${account.id} AND t.type IN (${list(TYPES)})`,
    by: "seq",
    direction: "DESC",
    unique: true,
  });
  const walk = keysetQuery<AccountEvent>(sealer, args, keyset, "seq");
  const events = await ctx.db.select(LoggedEvent, sql`FROM event_log t ${walk}`);
  const told = events.map((event) => toAccountEvent(account, event));
  return toPage(sealer, args, keyset, told, countOf(ctx.db, sql`SELECT 1 FROM event_log t WHERE ${keyset.where}`));
}

function toAccountEvent(account: Account, { hash, seq, type, at, actorId, data }: LoggedEvent): AccountEvent {
  const roles = data.after ?? data.roles;
  return Object.assign(new AccountEvent(), {
    id: hash,
    seq,
    type: type as AccountEventType,
    at,
    by: actorId === null ? "PLATFORM" : actorId === account.id ? "ONESELF" : "STAFF",
    actorId,
    sessionId: data.sessionId ?? null,
    failures: data.failures ?? null,
    roles: roles?.split(" ").filter((role): role is AccountRole => role in AccountRole) ?? null,
    reason: data.reason ?? null,
  } satisfies AccountEvent);
}
