import { Account } from "../../src/accounts/account/account.entity";
import { newId } from "../../src/platform/ids";
import { forEachDatabase } from "../support/databases";
import { mutationDocument } from "../support/world";
import { openPeople, PASSWORD, refusedWith } from "./people";

const REGISTER = `mutation ($input: RegisterAccountInput!) { registerAccount(input: $input) { clientMutationId account { id displayName login } } }`;
const SET_ROLES = `mutation ($input: SetAccountRolesInput!) { setAccountRoles(input: $input) { account { login roles } } }`;
const VIEWER = `{ viewer { id login displayName roles locale status memberships { role provider { id } } } }`;

forEachDatabase((kind, further) => {
  further("a visitor registers, signs in and is a consumer; the login is one whatever its capitals", async () => {
    await using people = await openPeople(kind);
    const input = {
      login: "Mei@Example.com",
      password: PASSWORD,
      displayName: "美",
      locale: "ZH_CN",
      clientMutationId: "m1",
    };
    expect(await people.ask(null, VIEWER)).toEqual({ viewer: null });
    const { registerAccount } = await people.ask(null, REGISTER, { input });
    expect(registerAccount).toMatchObject({ clientMutationId: "m1", account: { displayName: "美", login: null } });

    await expect(people.ask(null, REGISTER, { input: { ...input, login: "MEI@example.com" } })).rejects.toMatchObject({
      code: "ALREADY_EXISTS",
      details: { field: "input.login" },
    });
    const { signIn } = await people.ask(
      null,
      `mutation { signIn(input: { login: "mei@example.com", password: "${PASSWORD}" }) { accessToken refreshToken account { id } } }`,
    );
    expect(signIn.account.id).toBe(registerAccount.account.id);
    const { refreshSession } = await people.ask(
      null,
      `mutation { refreshSession(input: { refreshToken: "${signIn.refreshToken}" }) { accessToken } }`,
    );
    expect(refreshSession.accessToken).toEqual(expect.any(String));
    expect(await people.ask(signIn.account.id, VIEWER)).toEqual({
      viewer: {
        id: signIn.account.id,
        login: "mei@example.com",
        displayName: "美",
        roles: ["CONSUMER"],
        locale: "ZH_CN",
        status: "ACTIVE",
        memberships: [],
      },
    });
  });

  test.each([
    [{ login: "ab" }, "input.login"],
    [{ login: "a b c" }, "input.login"],
    [{ login: "outside:x" }, "input.login"],
    [{ login: "ﷺ".repeat(100) }, "input.login"],
    [{ password: "too short" }, "input.password"],
    [{ displayName: "a\u0000b" }, "input.displayName"],
  ])("registration names the wrong field: %p", async (change, field) => {
    await using people = await openPeople(kind);
    const input = { login: "mei", password: PASSWORD, displayName: "Mei", ...change };
    await expect(people.ask(null, REGISTER, { input })).rejects.toMatchObject({
      code: "BAD_USER_INPUT",
      details: { field },
    });
  });

  further("administrators give roles to others, not to themselves, and only to accounts", async () => {
    await using people = await openPeople(kind);
    const [admin, mei] = [await people.person("admin", "ADMIN"), await people.person("mei")];
    const give = (accountId: string) => ({ input: { accountId, roles: ["TRAINER", "TRAINER"] } });
    expect(await people.ask(admin, SET_ROLES, give(mei))).toEqual({
      setAccountRoles: { account: { login: "mei", roles: ["TRAINER"] } },
    });
    await expect(people.ask(admin, SET_ROLES, give(admin))).rejects.toEqual(refusedWith("FORBIDDEN", "ownAccount"));
    for (const id of ["", "x", mei.replace("acc", "prv"), newId(Account)]) {
      await expect(people.ask(admin, SET_ROLES, give(id))).rejects.toMatchObject({
        code: "NOT_FOUND",
        details: { field: "input.accountId" },
      });
    }
    await expect(people.ask(mei, SET_ROLES, give(admin))).rejects.toEqual(refusedWith("FORBIDDEN"));
    await expect(people.ask(null, SET_ROLES, give(mei))).rejects.toEqual(refusedWith("UNAUTHENTICATED"));
  });

  further("availableActions of an account are what an administrator's commands would do now", async () => {
    await using people = await openPeople(kind);
    const [admin, auditor] = [await people.person("admin", "ADMIN"), await people.person("sun", "AUDITOR")];
    const mei = await people.person("mei");
    const offered = async (who: string, whose: string): Promise<string[]> => {
      const { accounts } = await people.ask(
        who,
        "{ accounts(first: 10) { nodes { id availableActions { action } } } }",
      );
      return accounts.nodes
        .find(({ id }: { id: string }) => id === whose)
        .availableActions.map(({ action }: { action: string }) => action);
    };
    const tell = (name: string) =>
      people.ask(
        admin,
        `mutation ($id: ID!) { ${name}(input: { accountId: $id, reason: "As was agreed." }) { account { id } } }`,
        {
          id: mei,
        },
      );
    expect(await offered(admin, mei)).toEqual(["SET_ROLES", "SUSPEND"]);
    expect(await offered(admin, admin)).toEqual([]);
    expect(await offered(auditor, mei)).toEqual([]);
    await expect(tell("reinstateAccount")).rejects.toEqual(refusedWith("NOT_IN_THIS_STATE", "accountNotSuspended"));
    await tell("suspendAccount");
    expect(await offered(admin, mei)).toEqual(["SET_ROLES", "REINSTATE"]);
    await expect(tell("suspendAccount")).rejects.toEqual(refusedWith("NOT_IN_THIS_STATE", "accountNotActive"));
    await tell("reinstateAccount");
    expect(await offered(admin, mei)).toEqual(["SET_ROLES", "SUSPEND"]);
  });

  test.each([
    ["suspend each other", "suspendAccount", { reason: "rivalry" }],
    ["take each other's role", "setAccountRoles", { roles: ["CONSUMER"] }],
  ])("of two administrators who %s at once one stays", async (_, mutation, more) => {
    await using people = await openPeople(kind);
    const [one, other] = [await people.person("one", "ADMIN"), await people.person("other", "ADMIN")];
    const act = (by: string, accountId: string) =>
      people.ask(by, mutationDocument(mutation, "{ account { id } }"), { input: { accountId, ...more } });
    const outcomes = await Promise.allSettled([act(one, other), act(other, one)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes).toContainEqual({ status: "rejected", reason: refusedWith("FORBIDDEN", "role") });
    const left = await people.database.find(Account, { status: "ACTIVE" });
    expect(left.filter(({ roles }) => roles.includes("ADMIN"))).toHaveLength(1);
  });

  further("one changes one's own name; what is left out stays; the log does not keep names", async () => {
    await using people = await openPeople(kind);
    const mei = await people.person("mei");
    await people.ask(mei, `mutation { updateAccount(input: { displayName: "Mei Lin" }) { account { id } } }`);
    const { viewer } = await people.ask(mei, VIEWER);
    expect(viewer).toMatchObject({ displayName: "Mei Lin", locale: "EN" });
    expect(JSON.stringify(await people.database.query("SELECT data FROM event_log"))).not.toContain("Mei Lin");
  });

  further("the list of accounts goes page by page, newest first, for administrators and auditors", async () => {
    await using people = await openPeople(kind);
    const [first, second, admin] = [
      await people.person("one"),
      await people.person("two"),
      await people.person("admin", "ADMIN"),
    ];
    const list = `query ($after: String) { accounts(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const page = (await people.ask(admin, list)).accounts;
    expect(page.nodes.map(({ id }: { id: string }) => id)).toEqual([admin, second]);
    const next = (await people.ask(admin, list, { after: page.pageInfo.endCursor })).accounts;
    expect(next).toMatchObject({ nodes: [{ id: first }], pageInfo: { hasNextPage: false } });
    await expect(people.ask(first, list)).rejects.toEqual(refusedWith("FORBIDDEN"));
  });
});
