import { list, sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { eventPage, type ShownEvent } from "../../platform/graphql/event-page";
import { AccountEventType } from "./account-event-enums.types";
import type { Account } from "./account.entity";
import { AccountRole } from "../actor/account-enums.types";
import { AccountEvent } from "./account-event.types";

const TYPES = Object.values(AccountEventType);

/** Newest first. The caller has checked that the viewer may see it. */
export function securityEvents(ctx: Context, account: Account, args: PageArgs): Promise<Page<AccountEvent>> {
  const where = sql`t.stream_id = ${account.id} AND t.type IN (${list(TYPES)})`;
  return eventPage(ctx, args, { where, direction: "DESC" }, (event) => toAccountEvent(account, event));
}

function toAccountEvent(account: Account, { hash, seq, type, at, actorId, data }: ShownEvent): AccountEvent {
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
