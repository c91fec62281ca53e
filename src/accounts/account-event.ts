import { Field, ID, Int, ObjectType } from "type-graphql";
import { LoggedEvent } from "../platform/database/event.entity";
import { keysetQuery, toPage, type Page, type PageArgs } from "../platform/graphql/connection";
import type { Context } from "../platform/graphql/context";
import { DateTime } from "../platform/graphql/scalars";
import { AccountEventBy, AccountEventType } from "./account-event-enums.types";
import type { Account } from "./account.entity";
import { AccountRole } from "./account-enums.types";

@ObjectType({
  simpleResolvers: true,
  description: "One event of an account's history: who signed in, what was attempted, what changed. Immutable.",
})
export class AccountEvent {
  @Field(() => ID, { description: "Unique and opaque." })
  id: string;

  /** Its number in the account's history. */
  seq: number;

  @Field(() => AccountEventType, { description: "What happened." })
  type: AccountEventType;

  @Field(() => DateTime, { description: "When." })
  at: number;

  @Field(() => AccountEventBy, { description: "Who caused it." })
  by: AccountEventBy;

  actorId: string | null;
  sessionId: string | null;

  @Field(() => Int, { nullable: true, description: "How many wrong passwords, for SIGN_IN_FAILED; else null." })
  failures: number | null;

  @Field(() => [AccountRole], {
    nullable: true,
    description: "The roles it has had since, for ACCOUNT_REGISTERED and ACCOUNT_ROLES_CHANGED; else null.",
  })
  roles: AccountRole[] | null;

  @Field(() => String, {
    nullable: true,
    description: "The reason given, for ACCOUNT_SUSPENDED and ACCOUNT_REINSTATED; else null.",
  })
  reason: string | null;
}

const TYPES = Object.values(AccountEventType);

/** Newest first. The caller has checked that the viewer may see it. */
export async function securityEvents(ctx: Context, account: Account, args: PageArgs): Promise<Page<AccountEvent>> {
  const { sealer } = ctx.services;
  const keyset = {
    name: `security events ${account.id}`,
    where: `t.stream_id = ? AND t.type IN (${TYPES.map(() => "?").join(", ")})`,
    params: [account.id, ...TYPES],
    by: "seq" as const,
    direction: "DESC" as const,
    unique: true,
  };
  const mapper = ctx.db.mapper(LoggedEvent);
  const { sql, params } = keysetQuery<AccountEvent>(sealer, args, keyset, mapper.column("seq"));
  const rows = await ctx.db.query(`SELECT ${mapper.select("t")} FROM event_log t ${sql}`, params);
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
