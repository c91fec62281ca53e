import { forEachDatabase } from "../support/databases";
import { openPeople, PASSWORD, refusedWith } from "./people";

const ADDRESS = "192.0.2.1";
const signedOut = refusedWith("UNAUTHENTICATED", "signedOut");

forEachDatabase((kind) => {
  test("a session goes on through refresh tokens that each work once", async () => {
    await using people = await openPeople(kind);
    const { sessions } = people;
    const mei = await people.person("Mei");

    const first = await sessions.signIn("mEI", PASSWORD, ADDRESS);
    expect(await sessions.authenticate(first.accessToken)).toMatchObject({
      actor: { accountId: mei },
      expiresAt: first.accessTokenExpiresAt,
    });
    const second = await sessions.refresh(first.refreshToken);
    const third = await sessions.refresh(second.refreshToken);
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    await expect(sessions.authenticate(third.accessToken)).resolves.toBeDefined();
  });

  test("a refresh token used twice ends its session, and no other", async () => {
    await using people = await openPeople(kind);
    const { sessions } = people;
    const mei = await people.person("mei");
    const other = await sessions.signIn("mei", PASSWORD, ADDRESS);
    const stolen = await sessions.signIn("mei", PASSWORD, ADDRESS);
    const next = await sessions.refresh(stolen.refreshToken);

    await expect(sessions.refresh(stolen.refreshToken)).rejects.toEqual(refusedWith("UNAUTHENTICATED", "tokenReused"));
    await expect(sessions.refresh(next.refreshToken)).rejects.toEqual(signedOut);
    await expect(sessions.authenticate(next.accessToken)).rejects.toEqual(signedOut);
    expect(await people.events(mei)).toContain("REFRESH_TOKEN_REUSED");
    await expect(sessions.authenticate(other.accessToken)).resolves.toBeDefined();
    await expect(sessions.refresh(other.refreshToken)).resolves.toBeDefined();
  });

  test("of two refreshes at once with one token, at most one goes on", async () => {
    await using people = await openPeople(kind);
    await people.person("mei");
    const { refreshToken } = await people.sessions.signIn("mei", PASSWORD, ADDRESS);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => people.sessions.refresh(refreshToken)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("a refresh token lasts 30 days and is kept only as its hash", async () => {
    await using people = await openPeople(kind);
    await people.person("mei");
    const { refreshToken } = await people.sessions.signIn("mei", PASSWORD, ADDRESS);
    expect(JSON.stringify(await people.database.query("SELECT * FROM refresh_token"))).not.toContain(refreshToken);
    people.clock.advance(30 * 86_400_000);
    await expect(people.sessions.refresh(refreshToken)).rejects.toEqual(signedOut);
    await expect(people.sessions.refresh("unknown")).rejects.toEqual(refusedWith("UNAUTHENTICATED", "badToken"));
  });

  test("signing out ends this session's tokens and no others", async () => {
    await using people = await openPeople(kind);
    const mei = await people.person("mei");
    const phone = await people.sessions.signIn("mei", PASSWORD, ADDRESS);
    const laptop = await people.sessions.signIn("mei", PASSWORD, ADDRESS);
    const { sessionId } = await people.sessions.authenticate(phone.accessToken);
    await people.ask(mei, `mutation { signOut(input: {}) { account { id } } }`, {}, sessionId);
    await expect(people.sessions.authenticate(phone.accessToken)).rejects.toEqual(signedOut);
    await expect(people.sessions.refresh(phone.refreshToken)).rejects.toEqual(signedOut);
    await expect(people.sessions.authenticate(laptop.accessToken)).resolves.toBeDefined();
  });

  test("signing out everywhere ends every token of every session", async () => {
    await using people = await openPeople(kind);
    const mei = await people.person("mei");
    const phone = await people.sessions.signIn("mei", PASSWORD, ADDRESS);
    const laptop = await people.sessions.signIn("mei", PASSWORD, ADDRESS);
    await people.ask(mei, `mutation { signOutEverywhere(input: {}) { account { id } } }`);
    for (const { accessToken, refreshToken } of [phone, laptop]) {
      await expect(people.sessions.authenticate(accessToken)).rejects.toEqual(signedOut);
      await expect(people.sessions.refresh(refreshToken)).rejects.toEqual(signedOut);
    }
    const again = await people.sessions.signIn("mei", PASSWORD, ADDRESS);
    await expect(people.sessions.authenticate(again.accessToken)).resolves.toBeDefined();
  });

  test("roles and suspension count from the next request on, whatever the token was issued for", async () => {
    await using people = await openPeople(kind);
    const [mei, admin] = [await people.person("mei"), await people.person("admin", "ADMIN")];
    const { accessToken } = await people.sessions.signIn("mei", PASSWORD, ADDRESS);
    const input = (rest: object) => ({ input: { accountId: mei, ...rest } });

    await people.ask(
      admin,
      `mutation ($input: SetAccountRolesInput!) { setAccountRoles(input: $input) { account { id } } }`,
      input({ roles: ["TRAINER"] }),
    );
    expect([...(await people.sessions.authenticate(accessToken)).actor.roles]).toEqual(["TRAINER"]);
    await people.ask(
      admin,
      `mutation ($input: SuspendAccountInput!) { suspendAccount(input: $input) { account { id } } }`,
      input({ reason: "x" }),
    );
    await expect(people.sessions.authenticate(accessToken)).rejects.toEqual(signedOut);
    await expect(people.sessions.signIn("mei", PASSWORD, ADDRESS)).rejects.toEqual(
      refusedWith("UNAUTHENTICATED", "accountSuspended"),
    );
    await people.ask(
      admin,
      `mutation ($input: ReinstateAccountInput!) { reinstateAccount(input: $input) { account { id } } }`,
      input({ reason: "x" }),
    );
    await expect(people.sessions.authenticate(accessToken)).rejects.toEqual(signedOut);
    await expect(people.sessions.signIn("mei", PASSWORD, ADDRESS)).resolves.toBeDefined();
    expect(await people.events(mei)).toEqual([
      "ACCOUNT_REGISTERED",
      "ACCOUNT_ROLES_CHANGED",
      "ACCOUNT_SUSPENDED",
      "ACCOUNT_REINSTATED",
    ]);
  });

  test("failures are throttled, by login and by address; successes are not", async () => {
    await using people = await openPeople(kind, {
      limits: { perLogin: { points: 2, duration: 60 }, perAddress: { points: 4, duration: 60 } },
    });
    const { sessions } = people;
    for (const login of ["mei", "li", "wang"]) await people.person(login);
    const badCredentials = refusedWith("UNAUTHENTICATED", "badCredentials");
    for (let i = 0; i < 6; i += 1) await sessions.signIn("mei", PASSWORD, ADDRESS);

    await expect(sessions.signIn("nobody", PASSWORD, ADDRESS)).rejects.toEqual(badCredentials);
    await expect(sessions.signIn("mei", "wrong", ADDRESS)).rejects.toEqual(badCredentials);
    await expect(sessions.signIn("mei", "wrong", ADDRESS)).rejects.toEqual(badCredentials);
    const refusal = await sessions.signIn("mei", PASSWORD, ADDRESS).catch((error: unknown) => error);
    expect(refusal).toEqual(refusedWith("RATE_LIMITED"));
    expect((refusal as { details: { retryAfter: number } }).details.retryAfter).toBeGreaterThan(0);
    await expect(sessions.signIn("li", PASSWORD, ADDRESS)).rejects.toEqual(refusedWith("RATE_LIMITED"));
    await expect(sessions.signIn("li", PASSWORD, "192.0.2.2")).resolves.toBeDefined();
  });
});
