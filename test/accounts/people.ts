import { graphql, type GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { MIGRATIONS } from "../../migrations";
import {
  AccountEventResolver,
  AccountSecurityResolver,
  AccountSessionResolver,
} from "../../src/accounts/sign-in/account-security.resolver";
// The enums of events are empty until the districts are assembled.
import "../../src/app/districts";
import { HOOKS } from "../../src/app/hooks";
import type { AccountRole } from "../../src/accounts/actor/account-enums.types";
import { AccountResolver } from "../../src/accounts/people/account.resolver";
import { AccountRoleGrantsResolver, RoleGrantResolver } from "../../src/accounts/roles/role-grant.resolver";
import { ActorDirectory } from "../../src/accounts/account/actor-directory";
import { createAccount } from "../../src/accounts/account/create-account";
import { hashPassword } from "../../src/accounts/passwords/password.pure";
import { SessionResolver } from "../../src/accounts/sign-in/session.resolver";
import type { Client } from "../../src/accounts/sessions/client.pure";
import {
  provideSessions,
  Sessions,
  type Credentials,
  type Session,
  type SessionSettings,
} from "../../src/accounts/sign-in/sessions";
import { WithdrawnSubjects } from "../../src/accounts/sign-in/withdrawn-subjects";
import { AdjustableClock } from "../../src/platform/clock";
import { Database } from "../../src/platform/database/database";
import { Context, type Services } from "../../src/platform/graphql/context";
import { checkInput } from "../../src/platform/graphql/text-field";
import { Refusal } from "../../src/platform/refusal";
import { Sealer } from "../../src/platform/secrets/sealed";
import { AccountMembershipsResolver } from "../../src/market/providers/account-memberships.resolver";
import {
  AccountInvitationsResolver,
  ProviderInvitationResolver,
} from "../../src/market/providers/provider-invitation.resolver";
import { ProviderMemberResolver } from "../../src/market/providers/provider-member.resolver";
import { ProviderResolver } from "../../src/market/providers/provider.resolver";
import { createMigratedDatabase, type TestDatabaseKind } from "../support/databases";

export const SECRET = "a test's secret of more than 32 characters";
export const PASSWORD = "correct horse battery";

// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
type Answer = any;

let schema: GraphQLSchema | undefined;

export async function peopleSchema(): Promise<GraphQLSchema> {
  schema ??= await buildSchema({
    resolvers: [
      AccountResolver,
      AccountSecurityResolver,
      AccountSessionResolver,
      AccountEventResolver,
      SessionResolver,
      ProviderResolver,
      ProviderMemberResolver,
      ProviderInvitationResolver,
      AccountMembershipsResolver,
      AccountInvitationsResolver,
      AccountRoleGrantsResolver,
      RoleGrantResolver,
    ],
    authChecker: ({ context }: { context: Context }, roles) => context.passesDoor(roles as never),
    validateFn: (value) => checkInput(value, "input"),
  });
  return schema;
}

/** People on a database of their own, asking through GraphQL. */
export async function openPeople(kind: TestDatabaseKind, settings: Partial<SessionSettings> = {}) {
  const store = await createMigratedDatabase(kind);
  const clock = new AdjustableClock();
  const database = await Database.open({ url: store.url }, { migrations: MIGRATIONS, hooks: HOOKS }, clock);
  WithdrawnSubjects.openBy(database, new Sealer(SECRET));
  const sessions = new Sessions(database, clock, { secret: SECRET, ...settings });
  const services = { database, clock, sealer: new Sealer(SECRET), tail: { position: 0 } } as unknown as Services;
  provideSessions(services, sessions);
  const actors = new ActorDirectory(database, clock);
  const client: Client = { address: "192.0.2.1", userAgent: null };

  /** Signs in as somebody at home would; `how` says what is otherwise. */
  const signIn = (login: string, how: Partial<Credentials & Client> = {}): Promise<Session> => {
    const { address, userAgent, ...credentials } = how;
    return sessions.signIn(
      { login, password: PASSWORD, ...credentials },
      { address: address ?? client.address, userAgent: userAgent ?? null },
    );
  };
  const refresh = ({ refreshToken }: { refreshToken: string }): Promise<Session> =>
    sessions.refresh(refreshToken, client);

  /** One for all of them: a hash costs more than most of what they then do. */
  const hashed = hashPassword(PASSWORD);

  async function person(login: string, ...roles: AccountRole[]): Promise<string> {
    const passwordHash = await hashed;
    const account = await database.transact((tx) =>
      createAccount(tx, {
        login,
        passwordHash,
        displayName: login,
        roles: roles.length > 0 ? roles : ["CONSUMER"],
        locale: "en",
      }),
    );
    return account.id;
  }

  /** As the account as it is now, or as a visitor. Throws the first Refusal. */
  async function ask(
    accountId: string | null,
    source: string,
    variableValues = {},
    sessionId: string | null = null,
  ): Promise<Answer> {
    const actor = accountId === null ? null : await actors.current(accountId);
    const contextValue = new Context(
      services,
      actor,
      { locale: "en", timeZone: "Asia/Shanghai" },
      "test",
      "192.0.2.1",
      sessionId,
    );
    const { data, errors } = await graphql({ schema: await peopleSchema(), source, contextValue, variableValues });
    const cause = errors?.[0]?.originalError;
    if (cause instanceof Refusal) throw cause;
    expect(errors).toBeUndefined();
    return data;
  }

  async function events(streamId: string): Promise<string[]> {
    const rows = await database.query<{ type: string }>("SELECT type FROM event_log WHERE stream_id = ? ORDER BY seq", [
      streamId,
    ]);
    return rows.map(({ type }) => type);
  }

  return {
    url: store.url,
    database,
    clock,
    sessions,
    signIn,
    refresh,
    actors,
    services,
    person,
    ask,
    events,
    async [Symbol.asyncDispose]() {
      await database.close();
      await store.dispose();
    },
  };
}

export const refusedWith = (code: string, reason?: string) =>
  expect.objectContaining({ code, ...(reason ? { details: expect.objectContaining({ reason }) } : {}) });
