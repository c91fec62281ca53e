import { LoggedEvent } from "../platform/database/event.entity";
import { list, raw, sql } from "../platform/database/sql";
import { keysetQuery, named, toPage, type Page, type PageArgs } from "../platform/graphql/connection";
import type { Context } from "../platform/graphql/context";
import { AccountEventType } from "./account-event-enums.types";
import type { Account } from "./account.entity";
import { AccountRole } from "./account-enums.types";
import { AccountEvent } from "./account-event.types";

const TYPES = Object.values(AccountEventType);

/** Newest first. The caller has checked that the viewer may see it. */
export async function securityEvents(ctx: Context, account: Account, args: PageArgs): Promise<Page<AccountEvent>> {
  const { sealer } = ctx.services;
  const mapper = ctx.db.mapper(LoggedEvent);
  const keyset = named(mapper.table, {
    where: sql`t.stream_id = ${account.id} AND t.type IN (${list(TYPES)})`,
    by: "seq",
    direction: "DESC",
    unique: true,
  });
  const walked = sql`SELECT ${raw(mapper.select("t"))} FROM event_log t
    ${keysetQuery<AccountEvent>(sealer, args, keyset, "seq")}`;
  const rows = await ctx.db.query(walked);
  return toPage(
    sealer,
    args,
    keyset,
    rows.map((row) => toAccountEvent(account, mapper.hydrate(row))),
  );
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
