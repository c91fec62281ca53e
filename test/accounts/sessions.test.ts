import { sweepSessions } from "../../src/accounts/sign-in/sweep-sessions";
import { forEachDatabase } from "../support/databases";
import { openPeople, refusedWith } from "./people";

const REPEATABLE_MS = 30_000;
const signedOut = refusedWith("UNAUTHENTICATED", "signedOut");

forEachDatabase((kind, further) => {
  test("a session goes on through refresh tokens that each work once", async () => {
    await using people = await openPeople(kind);
    const { sessions } = people;
    const mei = await people.person("Mei");

    const first = await people.signIn("mEI");
    expect(await sessions.authenticate(first.accessToken)).toMatchObject({
      actor: { accountId: mei },
      expiresAt: first.accessTokenExpiresAt,
    });
    const second = await people.refresh(first);
    const third = await people.refresh(second);
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    await expect(sessions.authenticate(third.accessToken)).resolves.toBeDefined();
  });

  further("a refresh token used again later ends its session, and no other", async () => {
    await using people = await openPeople(kind);
    const { sessions } = people;
    const mei = await people.person("mei");
    const other = await people.signIn("mei");
    const stolen = await people.signIn("mei");
    const next = await people.refresh(stolen);

    people.clock.advance(REPEATABLE_MS);
    await expect(people.refresh(stolen)).rejects.toEqual(refusedWith("UNAUTHENTICATED", "tokenReused"));
    await expect(people.refresh(next)).rejects.toEqual(signedOut);
    await expect(sessions.authenticate(next.accessToken)).rejects.toEqual(signedOut);
    expect(await people.events(mei)).toContain("REFRESH_TOKEN_REUSED");
    await expect(sessions.authenticate(other.accessToken)).resolves.toBeDefined();
    await expect(people.refresh(other)).resolves.toBeDefined();
  });

  test("who asks again because the answer got lost, or in two tabs at once, gets the same answer", async () => {
    await using people = await openPeople(kind);
    await people.person("mei");
    const first = await people.signIn("mei");
    const [answer, ...others] = await Promise.all([1, 2, 3].map(() => people.refresh(first)));
    people.clock.advance(REPEATABLE_MS - 5_000);
    for (const again of [...others, await people.refresh(first)]) expect(again).toEqual(answer);
    expect(answer?.refreshToken).not.toBe(first.refreshToken);
    await expect(people.sessions.authenticate(answer?.accessToken ?? "")).resolves.toBeDefined();
    await expect(people.refresh(answer ?? first)).resolves.toBeDefined();
  });

  test("once the answer is used, the question is nobody's to repeat: who does is a thief", async () => {
    await using people = await openPeople(kind);
    await people.person("mei");
    const first = await people.signIn("mei");
    const second = await people.refresh(first);
    const third = await people.refresh(second);
    await expect(people.refresh(first)).rejects.toEqual(refusedWith("UNAUTHENTICATED", "tokenReused"));
    await expect(people.refresh(third)).rejects.toEqual(signedOut);
  });

  further("a clock set back repeats no answer of long ago, and ends no session", async () => {
    await using people = await openPeople(kind);
    await people.person("mei");
    const [honest, stolen] = [await people.signIn("mei"), await people.signIn("mei")];
    await people.refresh(stolen);
    people.clock.advance(-86_400_000);
    await expect(people.refresh(stolen)).rejects.toEqual(refusedWith("UNAUTHENTICATED", "tokenReused"));
    await expect(people.refresh(honest)).resolves.toBeDefined();
  });

  further("a refresh token lasts 30 days and is kept only as its hash", async () => {
    await using people = await openPeople(kind);
    await people.person("mei");
    const { refreshToken } = await people.signIn("mei");
    expect(JSON.stringify(await people.database.query("SELECT * FROM refresh_token"))).not.toContain(refreshToken);
    people.clock.advance(30 * 86_400_000);
    await expect(people.refresh({ refreshToken })).rejects.toEqual(signedOut);
    await expect(people.refresh({ refreshToken: "unknown" })).rejects.toEqual(
      refusedWith("UNAUTHENTICATED", "badToken"),
    );
  });

  further("a session that is used all the time ends as well, 180 days after it began", async () => {
    await using people = await openPeople(kind);
    await people.person("mei");
    let session = await people.signIn("mei");
    for (let days = 25; days < 180; days += 25) {
      people.clock.advance(25 * 86_400_000);
      session = await people.refresh(session);
    }
    people.clock.advance(5 * 86_400_000);
    await expect(people.refresh(session)).rejects.toEqual(signedOut);
  });

  test("who has many sessions loses the one that was longest unused", async () => {
    await using people = await openPeople(kind);
    const mei = await people.person("mei");
    const oldest = await people.signIn("mei");
    const used = await people.signIn("mei");
    people.clock.advance(1_000);
    const kept = await people.refresh(used);
    const more = [];
    for (let i = 0; i < 49; i += 1) more.push(await people.signIn("mei"));
    await expect(people.sessions.authenticate(oldest.accessToken)).rejects.toEqual(signedOut);
    for (const { accessToken } of [kept, ...more])
      await expect(people.sessions.authenticate(accessToken)).resolves.toBeDefined();
    const [row] = await people.database.query(
      "SELECT COUNT(*) AS living FROM account_session WHERE account_id = ? AND ended_at IS NULL",
      [mei],
    );
    expect(row?.living).toBe(50);
  });

  test("a device is known when it wants to be; the one that was longest unused makes room", async () => {
    await using people = await openPeople(kind);
    await people.person("mei");
    expect((await people.signIn("mei")).deviceToken).toBeNull();
    const [first, second] = [
      await people.signIn("mei", { rememberDevice: true }),
      await people.signIn("mei", { rememberDevice: true }),
    ];
    people.clock.advance(1_000);
    const again = await people.signIn("mei", { deviceToken: first.deviceToken });
    expect(again.deviceToken).toBe(first.deviceToken);
    for (let i = 0; i < 19; i += 1) await people.signIn("mei", { rememberDevice: true });
    expect((await people.signIn("mei", { deviceToken: first.deviceToken })).deviceToken).toBe(first.deviceToken);
    expect((await people.signIn("mei", { deviceToken: second.deviceToken })).deviceToken).toBeNull();
    expect(JSON.stringify(await people.database.query("SELECT * FROM known_device"))).not.toContain(first.deviceToken);
  });

  test("what is kept of sign-ins goes when its time is over, also of who never comes back", async () => {
    await using people = await openPeople(kind);
    await people.person("mei");
    await people.signIn("mei", { rememberDevice: true });
    const rows = async (): Promise<number[]> =>
      Promise.all(
        ["refresh_token", "account_session", "known_device"].map(async (table) => {
          const [row] = await people.database.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`);
          return row?.n ?? NaN;
        }),
      );
    await sweepSessions(people.services);
    expect(await rows()).toEqual([1, 1, 1]);
    people.clock.advance(30 * 86_400_000);
    await sweepSessions(people.services);
    expect(await rows()).toEqual([0, 1, 1]);
    people.clock.advance(180 * 86_400_000);
    await sweepSessions(people.services);
    expect(await rows()).toEqual([0, 0, 0]);
  });

  further("signing out ends this session's tokens and no others", async () => {
    await using people = await openPeople(kind);
    const mei = await people.person("mei");
    const phone = await people.signIn("mei");
    const laptop = await people.signIn("mei");
    const { sessionId } = await people.sessions.authenticate(phone.accessToken);
    await people.ask(mei, `mutation { signOut(input: {}) { account { id } } }`, {}, sessionId);
    await expect(people.sessions.authenticate(phone.accessToken)).rejects.toEqual(signedOut);
    await expect(people.refresh(phone)).rejects.toEqual(signedOut);
    await expect(people.sessions.authenticate(laptop.accessToken)).resolves.toBeDefined();
  });

  further("signing out everywhere ends every token of every session", async () => {
    await using people = await openPeople(kind);
    const mei = await people.person("mei");
    const phone = await people.signIn("mei");
    const laptop = await people.signIn("mei");
    await people.ask(mei, `mutation { signOutEverywhere(input: {}) { account { id } } }`);
    for (const { accessToken, refreshToken } of [phone, laptop]) {
      await expect(people.sessions.authenticate(accessToken)).rejects.toEqual(signedOut);
      await expect(people.refresh({ refreshToken })).rejects.toEqual(signedOut);
    }
    const again = await people.signIn("mei");
    await expect(people.sessions.authenticate(again.accessToken)).resolves.toBeDefined();
  });

  further("roles and suspension count from the next request on, whatever the token was issued for", async () => {
    await using people = await openPeople(kind);
    const [mei, admin] = [await people.person("mei"), await people.person("admin", "ADMIN")];
    const { accessToken } = await people.signIn("mei");
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
    await expect(people.signIn("mei")).rejects.toEqual(refusedWith("UNAUTHENTICATED", "accountSuspended"));
    await people.ask(
      admin,
      `mutation ($input: ReinstateAccountInput!) { reinstateAccount(input: $input) { account { id } } }`,
      input({ reason: "x" }),
    );
    await expect(people.sessions.authenticate(accessToken)).rejects.toEqual(signedOut);
    await expect(people.signIn("mei")).resolves.toBeDefined();
    expect(await people.events(mei)).toEqual([
      "ACCOUNT_REGISTERED",
      "SIGNED_IN",
      "ACCOUNT_ROLES_CHANGED",
      "ACCOUNT_SUSPENDED",
      "ACCOUNT_REINSTATED",
      "SIGNED_IN",
    ]);
  });
});
