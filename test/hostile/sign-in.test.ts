import { createHash, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { RawSocket } from "../bad-input/wire";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { Refusal } from "../../src/platform/refusal";
import { describeWith } from "../support/programs";
import { startRedis } from "../support/redis";
import { startNode, startWorld, type Person, type World } from "../support/world";
import { from, RIGHT } from "./guesser";

const BEHIND_A_PROXY = { PROXY_HOPS: "1" };
const times = <T>(n: number, act: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => act(i)));
/** No more at once than are looked at. */
const inHalves = <T>(n: number, act: (i: number) => Promise<T>): Promise<T[]> =>
  times(n / 2, act).then(async (first) => [...first, ...(await times(n / 2, (i) => act(n / 2 + i)))]);
const REFRESH = `mutation ($token: String!) {
  refreshSession(input: { refreshToken: $token }) { accessToken refreshToken account { id } }
}`;
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { account { id } } }`;
const NEXT = "otter window quartz";
const REGISTER = `mutation ($input: RegisterAccountInput!) { registerAccount(input: $input) { account { id } } }`;

/** The module that passwords are hashed with; an import of all of it would be a copy. */
const argon2 = jest.requireActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const TAKES_MS = 20;

/**
 * A hash costs a core some 20 ms, and here are hundreds. How many tries get through before one is counted depends on how long each
 * takes, not on what it costs: they take as long.
 */
beforeAll(() => {
  const { hash, verify } = argon2;
  /** Hashes of the usual cost, those of the demo and nobody's, and cheap ones of the same password. */
  const cheap = new Map<string, Promise<string>>();
  const cheapened = async (hashed: string): Promise<string> =>
    hash((await verify(hashed, RIGHT)) ? RIGHT : randomUUID(), CHEAP);
  jest.spyOn(argon2, "hash").mockImplementation(async (password) => {
    await delay(TAKES_MS);
    return hash(password, CHEAP);
  });
  jest.spyOn(argon2, "verify").mockImplementation(async (hashed, password) => {
    await delay(TAKES_MS);
    const known = String(hashed);
    if (known.includes(`m=${CHEAP.memoryCost},`)) return verify(known, password);
    if (!cheap.has(known)) cheap.set(known, cheapened(known));
    return verify((await cheap.get(known)) ?? "", password);
  });
});

describe("wrong passwords slow their sender, and lock out nobody", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld("sqlite", {}, BEHIND_A_PROXY);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("ten wrong ones from anywhere, and the owner signs in, at home and abroad", async () => {
    const home = await from(world, "192.0.2.10").enters("li.na");
    const guesser = from(world, "198.51.100.1");
    expect(new Set(await times(11, (i) => guesser.tries("li.na", `guess number ${i}`)))).toEqual(
      new Set(["UNAUTHENTICATED"]),
    );
    const { errors } = await guesser.signIn("li.na", RIGHT);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", retryAfter: expect.any(Number) });
    expect(await from(world, "192.0.2.10").tries("li.na", RIGHT, home.deviceToken)).toBe("in");
    expect(await from(world, "192.0.2.77").tries("li.na", RIGHT)).toBe("in");
  });

  test("a hundred addresses guess: strangers are slowed, the device that was here before is not, and stays so", async () => {
    const { deviceToken } = await from(world, "192.0.2.20").enters("chen.mod");
    const outcomes = await inHalves(110, (i) =>
      from(world, `203.0.113.${i + 1}`).tries("chen.mod", `guess number ${i}`),
    );
    expect(outcomes.filter((code) => code === "UNAUTHENTICATED").length).toBeLessThanOrEqual(100);
    expect(outcomes.filter((code) => code === "RATE_LIMITED").length).toBeGreaterThanOrEqual(10);
    expect(await from(world, "192.0.2.21").tries("chen.mod", RIGHT)).toBe("RATE_LIMITED");
    for (let i = 0; i < 3; i += 1)
      expect(await from(world, "192.0.2.22").tries("chen.mod", RIGHT, deviceToken)).toBe("in");
    // Another person's device is a stranger's here.
    const other = await from(world, "192.0.2.23").enters("liu.mod");
    expect(await from(world, "192.0.2.23").tries("chen.mod", RIGHT, other.deviceToken)).toBe("RATE_LIMITED");
    expect(await from(world, "192.0.2.23").tries("chen.mod", RIGHT, "made up")).toBe("RATE_LIMITED");
  });

  test("who has stolen the device's secret guesses no faster than others", async () => {
    const { deviceToken } = await from(world, "192.0.2.30").enters("zhou.lead");
    const outcomes = await times(30, (i) =>
      from(world, `198.51.100.${i + 50}`).tries("zhou.lead", `guess number ${i}`, deviceToken),
    );
    expect(outcomes.filter((code) => code === "UNAUTHENTICATED").length).toBeLessThanOrEqual(11);
  });

  test("a whole /64 of IPv6 is one sender", async () => {
    const outcomes = await times(30, (i) =>
      from(world, `2001:db8:1:2::${(i + 1).toString(16)}`).tries("qian.lead", `guess number ${i}`),
    );
    expect(outcomes.filter((code) => code === "UNAUTHENTICATED").length).toBeLessThanOrEqual(11);
    expect(await from(world, "2001:db8:1:3::1").tries("qian.lead", RIGHT)).toBe("in");
  });

  test("a clock set back or forth neither unlocks nor locks", async () => {
    const guesser = from(world, "198.51.100.120");
    await times(11, (i) => guesser.tries("he.inspect", `guess number ${i}`));
    for (const hours of [-48, 96, -48]) {
      // On a machine that is busy, the wait of the guess before may be over.
      for (let n = 0; (await guesser.tries("he.inspect", `another guess ${n}`)) !== "RATE_LIMITED"; n += 1)
        expect(n).toBeLessThan(20);
      world.clock.advance(hours * 3_600_000);
      expect(await guesser.tries("he.inspect", RIGHT)).toBe("RATE_LIMITED");
      expect(await from(world, "192.0.2.40").tries("he.inspect", RIGHT)).toBe("in");
    }
  });

  test("a password that could not be looked at was no wrong one", async () => {
    const busy = new Refusal("OVERLOADED", { retryAfter: 2 });
    const stranger = from(world, "198.51.100.77");
    for (let i = 0; i < 12; i += 1) {
      jest.spyOn(argon2, "verify").mockRejectedValueOnce(busy);
      expect(await stranger.tries("qian.lead")).toBe("OVERLOADED");
    }
    expect(await stranger.tries("qian.lead")).toBe("in");
  });

  test("unknown logins are limited and answered like known ones", async () => {
    const told = async (login: string, address: string): Promise<unknown[]> => {
      const codes = await times(12, () => from(world, address).tries(login, "a wrong password"));
      return codes.sort();
    };
    expect(await told("nobody.at.all", "198.51.100.130")).toEqual(await told("lin.train", "198.51.100.131"));
  });

  test("registration is counted by address, a /64 of IPv6 as one", async () => {
    const outcomes = await times(62, async (i) => {
      const input = { login: `many.${i}`, password: NEXT, displayName: "Many" };
      const { errors } = await from(world, `2001:db8:9:9::${(i + 1).toString(16)}`).send(REGISTER, { input });
      return errors?.[0]?.extensions.code ?? "in";
    });
    expect(outcomes.filter((code) => code === "RATE_LIMITED")).toHaveLength(2);
  });
});

test("behind a proxy that nobody announced, a hundred wrong ones do not stop who was here before", async () => {
  await using world = await startWorld("sqlite");
  const known = await Promise.all(
    ["tom", "admin", "chen.mod"].map(async (login) => ({ login, ...(await from(world, "x").enters(login)) })),
  );
  await inHalves(120, (i) => from(world, `198.51.100.${i}`).tries(`somebody.${i % 40}`, `guess number ${i}`));
  expect(await from(world, "203.0.113.77").tries("li.na", RIGHT)).toBe("RATE_LIMITED");
  for (const { login, deviceToken } of known)
    expect(await from(world, "203.0.113.77").tries(login, RIGHT, deviceToken)).toBe("in");
});

describeWith("redis-server", "several nodes", () => {
  test("have one budget for guesses together, and each its own while Redis is away", async () => {
    await using redis = await startRedis();
    await using world = await startWorld("sqlite", {}, { ...BEHIND_A_PROXY, REDIS_URL: redis.url });
    await using second = await startNode(world, { ...BEHIND_A_PROXY, REDIS_URL: redis.url });
    const guess = async (login: string, address: string, n: number): Promise<string[]> => {
      const codes: string[] = [];
      for (let i = 0; i < n; i += 1)
        codes.push(await from(i % 2 === 0 ? world : second, address).tries(login, `guess number ${i}`));
      return codes;
    };
    // Until both have found Redis they count alone; each look is about somebody else.
    let looks = 0;
    await eventually(async () => {
      looks += 1;
      expect((await guess(`early.${looks}`, `198.51.100.${looks}`, 13)).at(-1)).toBe("RATE_LIMITED");
    });
    await redis.kill();
    expect((await guess("li.na", "203.0.113.9", 30)).filter((code) => code === "RATE_LIMITED").length).toBeGreaterThan(
      0,
    );
    expect(await from(second, "203.0.113.10").tries("li.na", RIGHT)).toBe("in");
  }, 120_000);
});

forEachDatabase((kind, further) => {
  describe("an account stays its owner's", () => {
    let world: World;
    let left = 0;
    beforeAll(async () => {
      world = await startWorld(kind, {}, BEHIND_A_PROXY);
    });
    afterAll(() => world?.[Symbol.asyncDispose]());

    /** A consumer of this test's own, who has registered. */
    async function somebody(password = "correct horse battery"): Promise<string> {
      const login = `owner.${(left += 1)}`;
      const { errors } = await from(world, `192.0.2.${left}`).send(REGISTER, {
        input: { login, password, displayName: "Some Body" },
      });
      expect(errors).toBeUndefined();
      return login;
    }

    further("another password ends every other session, its streams and its devices, and keeps this one", async () => {
      const login = await somebody();
      const password = "correct horse battery";
      const [here, thief] = await Promise.all([
        from(world, "192.0.2.50").enters(login, password),
        from(world, "192.0.2.51").enters(login, password),
      ]);
      const [mine, theirs] = [await RawSocket.as(here), await RawSocket.as(thief)];
      await here.ok(CHANGE, { input: { currentPassword: password, newPassword: NEXT } });

      expect(await theirs.whenClosed()).toEqual({ code: 4401, reason: "UNAUTHENTICATED" });
      expect((await thief.refused("{ viewer { id } }")).extensions.code).toBe("UNAUTHENTICATED");
      expect((await world.visitor.refused(REFRESH, { token: thief.refreshToken })).extensions.code).toBe(
        "UNAUTHENTICATED",
      );
      expect(await mine.errorsOf("{ viewer { id } }")).toBeUndefined();
      await mine.close();
      await world.visitor.ok(REFRESH, { token: here.refreshToken });

      expect(await from(world, "192.0.2.52").tries(login, password)).toBe("UNAUTHENTICATED");
      expect(await from(world, "192.0.2.52").tries(login, NEXT)).toBe("in");
      const again = await from(world, "192.0.2.53").enters(login, NEXT, thief.deviceToken);
      expect(again.deviceToken).not.toBe(thief.deviceToken);
      const home = await from(world, "192.0.2.53").enters(login, NEXT, here.deviceToken);
      expect(home.deviceToken).toBe(here.deviceToken);
    });

    further("a session left open is not enough to change it, and guesses there are slowed", async () => {
      const login = await somebody();
      const here = await from(world, "192.0.2.60").enters(login, "correct horse battery");
      const wrong = { currentPassword: "a wrong password", newPassword: NEXT };
      expect((await here.refused(CHANGE, { input: wrong })).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.currentPassword",
      });
      const codes = await times(20, async () => (await here.refused(CHANGE, { input: wrong })).extensions.code);
      expect(codes).toContain("RATE_LIMITED");
      expect(await from(world, "192.0.2.61").tries(login, "correct horse battery")).toBe("in");
    });

    further("a change that fails for another reason takes back none of the guesses before it", async () => {
      const login = await somebody();
      const here = await from(world, "192.0.2.62").enters(login, "correct horse battery");
      const name = { clientMutationId: "done" };
      await here.ok(CHANGE, { input: { currentPassword: "correct horse battery", newPassword: NEXT, ...name } });
      const guess = async (more = {}) => {
        const input = { currentPassword: "a wrong password", newPassword: NEXT, ...more };
        return (await here.refused(CHANGE, { input })).extensions.code;
      };
      expect(new Set(await times(10, () => guess()))).toEqual(new Set(["BAD_USER_INPUT"]));
      expect(await guess(name)).toBe("IDEMPOTENCY_MISMATCH");
      expect(await times(5, () => guess())).toContain("RATE_LIMITED");
    });

    further("whoever proves themselves again and again keeps nobody from signing in", async () => {
      const [mei, li] = [await somebody(), await somebody()];
      const here = await from(world, "192.0.2.63").enters(mei, "correct horse battery");
      let goOn: () => void = () => undefined;
      const held = new Promise<void>((done) => (goOn = done));
      jest.spyOn(argon2, "verify").mockImplementationOnce(async () => {
        await held;
        return false;
      });
      let refused = 0;
      const proofs = times(70, async () => {
        const { code } = (await here.tryTo("beginTotp", { proof: { password: "not hers" } })).extensions;
        if (code === "OVERLOADED") refused += 1;
      });
      await eventually(async () => expect(refused).toBe(68));
      const entering = times(5, () => from(world, "192.0.2.64").tries(li, "correct horse battery"));
      goOn();
      expect(await entering).toEqual(["in", "in", "in", "in", "in"]);
      await proofs;
    });

    test("a change whose answer got lost is asked for again, and done once; nothing of either password is kept", async () => {
      const login = await somebody();
      const here = await from(world, "192.0.2.70").enters(login, "correct horse battery");
      const input = { currentPassword: "correct horse battery", newPassword: NEXT, clientMutationId: "once" };
      const [first, second] = await times(2, () => here.ok(CHANGE, { input }));
      expect(second).toEqual(first);
      const other = { ...input, newPassword: "another lamp harvest" };
      expect((await here.refused(CHANGE, { input: other })).extensions.code).toBe("IDEMPOTENCY_MISMATCH");
      expect(await from(world, "192.0.2.71").tries(login, NEXT)).toBe("in");

      const kept = JSON.stringify(await world.db.query("SELECT * FROM idempotency_record"));
      const plain = [input, { clientMutationId: "once", currentPassword: input.currentPassword, newPassword: NEXT }];
      for (const each of plain)
        expect(kept).not.toContain(createHash("sha256").update(JSON.stringify(each)).digest("hex"));
    });

    test.each(["aaaaaaaaaa", "1234567890", "qwertyuiop", RIGHT, "quartz NAME lamp"])(
      "%s is no password, at registration and later",
      async (words) => {
        const login = await somebody();
        const password = words.replace("NAME", login);
        const input = { login, password, displayName: "Some Body" };
        expect((await world.visitor.refused(REGISTER, { input })).extensions).toMatchObject({
          code: "BAD_USER_INPUT",
          field: "input.password",
        });
        const here = await from(world, "192.0.2.80").enters(login, "correct horse battery");
        const change = { currentPassword: "correct horse battery", newPassword: password };
        expect((await here.refused(CHANGE, { input: change })).extensions).toMatchObject({
          code: "BAD_USER_INPUT",
          field: "input.newPassword",
        });
      },
    );

    further("a password is what was typed: spaces at its ends count", async () => {
      const login = await somebody("  otter window quartz ");
      expect(await from(world, "192.0.2.90").tries(login, "otter window quartz")).toBe("UNAUTHENTICATED");
      expect(await from(world, "192.0.2.90").tries(login, "  otter window quartz ")).toBe("in");
    });

    further("nobody calls themselves the platform", async () => {
      const displayName = "平台客服 Redress Support ✅";
      const input = { login: "helpful.person", password: NEXT, displayName };
      expect((await world.visitor.refused(REGISTER, { input })).extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.displayName",
      });
      const tom = await world.as("tom");
      expect(await tom.tryTo("updateAccount", { displayName: "Rеdress Officiаl" })).toMatchObject({
        extensions: { code: "BAD_USER_INPUT", field: "input.displayName" },
      });
      // Who is of the platform keeps the name they were given.
      await (
        await world.as("admin")
      ).do("updateAccount", { displayName: "管理员", locale: "EN" }, "{ account { id } }");
    });

    further("one sees one's sessions and ends them; nobody else sees or ends them", async () => {
      const login = await somebody();
      const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1";
      const here = await from(world, "203.0.113.5").enters(login, "correct horse battery");
      const lost = await from(world, "2001:db8:aa:bb::1", phone).enters(login, "correct horse battery");
      const socket = await RawSocket.as(lost);
      const LIST = "{ viewer { sessions { id client address current startedAt lastUsedAt } } }";
      const { sessions } = (await here.ok(LIST)).viewer;
      expect(sessions).toEqual([
        expect.objectContaining({ client: "Safari · iPhone", address: "2001:0db8:00aa:*", current: false }),
        expect.objectContaining({ client: "curl", address: "203.0.113.*", current: true }),
      ]);
      const sessionId: string = sessions[0].id;
      for (const other of ["tom", "admin", "sun.audit"])
        expect((await (await world.as(other)).tryTo("endSession", { sessionId })).extensions).toMatchObject({
          code: "NOT_FOUND",
          field: "input.sessionId",
        });
      const { accounts } = await (
        await world.as("admin")
      ).ok("{ accounts(first: 100) { nodes { id sessions { id } } } }");
      const { id: adminId } = (await (await world.as("admin")).ok("{ viewer { id } }")).viewer;
      for (const { id, sessions: shown } of accounts.nodes) expect(shown === null).toBe(id !== adminId);

      await here.do("endSession", { sessionId }, "{ account { sessions { id } } }");
      expect(await socket.whenClosed()).toEqual({ code: 4401, reason: "UNAUTHENTICATED" });
      expect((await world.visitor.refused(REFRESH, { token: lost.refreshToken })).extensions.code).toBe(
        "UNAUTHENTICATED",
      );
      expect((await here.tryTo("endSession", { sessionId })).extensions.code).toBe("NOT_FOUND");
      expect((await here.ok(LIST)).viewer.sessions).toHaveLength(1);
    });

    test("sign-ins and failures are in the account's history, and nobody can fill it", async () => {
      const login = await somebody();
      const here = await from(world, "203.0.113.6").enters(login, "correct horse battery");
      const EVENTS = "securityEvents(first: 50) { nodes { type by failures client address roles actor { id } } }";
      const told = async (): Promise<{ type: string; failures: number | null }[]> =>
        (await here.ok(`{ viewer { ${EVENTS} } }`)).viewer.securityEvents.nodes;
      for (const round of [1, 2, 3]) {
        await times(9, (i) => from(world, `198.51.100.${round}`).tries(login, `guess number ${i}`));
        await world.server.services.sweep();
      }
      const failed = (await told()).filter(({ type }) => type === "SIGN_IN_FAILED");
      expect(failed).toEqual([expect.objectContaining({ by: "PLATFORM", failures: 9 })]);
      // What was not told yet is told before the next sign-in.
      await from(world, "203.0.113.6").enters(login, "correct horse battery", here.deviceToken);
      expect(await told()).toMatchObject([
        { type: "SIGNED_IN", by: "ONESELF", client: "curl", address: "203.0.113.*", actor: null },
        { type: "SIGN_IN_FAILED", failures: 18 },
        { type: "SIGN_IN_FAILED", failures: 9 },
        { type: "SIGNED_IN" },
        { type: "ACCOUNT_REGISTERED", roles: ["CONSUMER"] },
      ]);

      const ofAll = `{ accounts(first: 10) { nodes { id ${EVENTS} } } }`;
      const { accounts } = await (await world.as("sun.audit")).ok(ofAll);
      const seen = accounts.nodes.find(({ id }: { id: string }) => id === here.accountId);
      expect(seen.securityEvents.nodes[0]).toMatchObject({ type: "SIGNED_IN", actor: { id: here.accountId } });
      const strangers = await (
        await world.as("li.na")
      ).ok(
        `{ provider(id: "${await aProvider(world)}") { members { nodes { account { securityEvents { nodes { type } } } } } } }`,
      );
      for (const { account } of strangers.provider.members?.nodes ?? []) expect(account.securityEvents).toBeNull();
    });

    further("a role that is given is in the history of who got it", async () => {
      const login = await somebody();
      const here = await from(world, "203.0.113.7").enters(login, "correct horse battery");
      const admin = await world.as("admin");
      await admin.do("setAccountRoles", { accountId: here.accountId, roles: ["TRAINER"] }, "{ account { id } }");
      const { viewer } = await here.ok(
        "{ viewer { securityEvents(first: 1) { nodes { type by roles actor { id } } } } }",
      );
      expect(viewer.securityEvents.nodes).toEqual([
        { type: "ACCOUNT_ROLES_CHANGED", by: "STAFF", roles: ["TRAINER"], actor: null },
      ]);
    });

    test("an answer that got lost, and two tabs at once, end no session; a copy used later does", async () => {
      const tom = await from(world, "192.0.2.100").enters("tom");
      const refresh = (token: string) => world.visitor.gql(REFRESH, { token });
      const answers = await times(4, () => refresh(tom.refreshToken));
      expect(answers.map(({ errors }) => errors)).toEqual(answers.map(() => undefined));
      expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
      const next = answers[0]?.data.refreshSession;
      world.clock.advance(31_000);
      expect((await refresh(tom.refreshToken)).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
      expect((await refresh(next.refreshToken)).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
      expect((await world.as("tom").then((other) => other.gql("{ viewer { id } }"))).errors).toBeUndefined();
      world.clock.advance(-31_000);
    });

    further("who signs in sees their own account in the answer, and acts no further by it", async () => {
      const SELF =
        "account { login roles memberships { role provider { id } } sessions { id } securityEvents { nodes { type } } }";
      const both = `mutation ($p: String!) {
        a: signIn(input: { login: "wang.owner", password: $p }) { ${SELF} }
        b: signIn(input: { login: "sun.audit", password: $p }) { ${SELF} }
        updateAccount(input: { displayName: "Mallory" }) { account { id } }
      }`;
      const { data, errors } = await from(world, "192.0.2.110").send(both, { p: RIGHT });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["UNAUTHENTICATED"]);
      expect(data).toBeNull();
      const alone = both.replace(/\n\s*updateAccount.*\n/, "\n");
      const answer = await from(world, "192.0.2.111").send(alone, { p: RIGHT });
      expect(answer.data).toMatchObject({
        a: { account: { login: "wang.owner", roles: ["CONSUMER"], memberships: [{ role: "OWNER" }] } },
        b: { account: { login: "sun.audit", roles: ["AUDITOR"], memberships: [] } },
      });
      expect(answer.data.a.account.sessions.length).toBeGreaterThan(0);
    });

    further("no message repeats a secret", async () => {
      const secret = 'otter; window "quartz"';
      const text = JSON.stringify(secret);
      const IN_ONE = "mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }";
      const requests: [string, Record<string, unknown>][] = [
        [IN_ONE, { input: { login: "tom", password: secret, remember: true } }],
        [IN_ONE, { input: { login: "tom", password: [secret] } }],
        [IN_ONE, { input: { password: secret } }],
        [IN_ONE, { input: { login: "tom", password: "x", deviceToken: { secret } } }],
        [IN_ONE, { input: { login: "tom", password: secret.repeat(20) } }],
        [IN_ONE, { input: { login: "tom", password: `${secret}\u0000` } }],
        [IN_ONE, { input: { login: "tom", password: secret } }],
        [REFRESH, { token: [secret] }],
        [REFRESH, { token: secret }],
        [REGISTER, { input: { login: "tom", password: secret, displayName: "" } }],
        [`mutation { signIn(input: { login: "tom", password: [${text}] }) { accessToken } }`, {}],
        [`mutation { signIn(input: { login: "tom" password ${text} }) { accessToken } }`, {}],
        [`mutation { signIn(input: ${text}) { accessToken } }`, {}],
      ];
      for (const [query, variables] of requests) {
        const { data, errors } = await from(world, "192.0.2.120").send(query, variables);
        expect(errors).toBeDefined();
        expect(JSON.stringify({ data, errors })).not.toMatch(/otter|window|quartz/);
      }
    });
  });
});

async function aProvider(world: World): Promise<string> {
  const owner: Person = await world.as("wang.owner");
  return (await owner.ok("{ viewer { memberships { provider { id } } } }")).viewer.memberships[0].provider.id;
}
