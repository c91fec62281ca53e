import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from "jose";
import { Account } from "../../src/accounts/account/account.entity";
import { SecondFactor } from "../../src/accounts/factors/second-factor.entity";
import { RoleGrant } from "../../src/accounts/roles/role-grant.entity";
import { oneself, recordOnAccount } from "../../src/accounts/account/record-on-account";
import type { Role } from "../../src/accounts/actor/actor";
import { once as askOnce } from "../access/once";
import { forEachDatabase } from "../support/databases";
import { openSocket, Person, startWorld, type World } from "../support/world";
import { FactorPerson, outcome } from "./factor-people";

const MINE = "{ viewer { roles mustSetUpSecondFactor recoveryCodesLeft secondFactors { id kind name lastUsedAt } } }";
const QUEUE = "{ moderationQueue(first: 1) { nodes { id } } }";
const WATCH = "subscription { moderationQueueUpdated { cursor caughtUp } }";
const RESET = "{ account { secondFactorReset secondFactors { id } } }";

/** As a shortcut past the people who grant roles. */
async function setRoles(world: World, accountId: string, roles: Role[]): Promise<void> {
  await world.db.transact(async (tx) => {
    const account = await tx.lock(Account, accountId);
    if (!account) throw new Error(`there is no ${accountId}`);
    tx.change(account, { roles: roles as Account["roles"] });
    recordOnAccount(tx, account, "ACCOUNT_ROLES_CHANGED", oneself(account), { before: "", after: roles.join(" ") });
  });
}

describe("one's own factors", () => {
  let world: World;
  beforeAll(async () => void (world = await startWorld("sqlite")));
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("are listed with name and last use, to oneself, administrators and auditors alone", async () => {
    const mei = await (await FactorPerson.register(world)).addTotp();
    await mei.addPasskey();
    await mei.signInWithCode();
    const { viewer } = await mei.person.ok(MINE);
    expect(viewer).toMatchObject({
      mustSetUpSecondFactor: false,
      recoveryCodesLeft: 10,
      secondFactors: [
        { kind: "TOTP", name: "my phone", lastUsedAt: expect.any(String) },
        { kind: "PASSKEY", name: "my key", lastUsedAt: null },
      ],
    });
    const [factor] = await world.db.find(SecondFactor, { accountId: mei.id });
    await world.db.transact(async (tx) => tx.update(Account, mei.id, { displayName: "Mei with factors" }));
    const seenBy = async (login: string): Promise<unknown> => {
      const { accounts } = await (
        await world.as(login)
      ).ok("{ accounts(first: 50) { nodes { id secondFactors { id } } } }");
      return accounts.nodes.find(({ id }: { id: string }) => id === mei.id).secondFactors[0].id;
    };
    expect([await seenBy("admin"), await seenBy("sun.audit")]).toEqual([factor?.id, factor?.id]);
  });

  test("are removed with the password or a code; with the last one go the recovery codes, and sign-in asks for neither", async () => {
    const mei = await (await FactorPerson.register(world)).addTotp();
    await mei.addPasskey();
    const [totp, key] = await world.db.find(SecondFactor, { accountId: mei.id }, "ORDER BY id");
    const remove = (factorId: string | undefined, proof: object) =>
      mei.person.do(
        "removeSecondFactor",
        { factorId, proof },
        "{ account { recoveryCodesLeft secondFactors { id } } }",
      );
    expect((await remove(totp?.id, { code: mei.code() })).account).toEqual({
      recoveryCodesLeft: 10,
      secondFactors: [{ id: key?.id }],
    });
    expect((await remove(key?.id, mei.proof)).account).toEqual({ recoveryCodesLeft: 0, secondFactors: [] });
    expect(outcome(await mei.firstStep())).toBe("SIGNED_IN");
    const none = await mei.person.tryTo("createRecoveryCodes", { proof: mei.proof });
    expect(none.extensions.code).toBe("NOT_IN_THIS_STATE");
  });

  test("are at most ten; recovery codes come with the first alone", async () => {
    const mei = await FactorPerson.register(world);
    for (let count = 0; count < 10; count += 1) await mei.addPasskey();
    expect((await mei.person.tryTo("beginPasskey", { proof: mei.proof })).extensions.code).toBe("LIMIT_REACHED");
    expect((await mei.person.ok(MINE)).viewer.recoveryCodesLeft).toBe(10);
    const { errors } = await mei.firstStep();
    expect(errors?.[0]?.extensions.factors).toEqual(["PASSKEY", "RECOVERY_CODE"]);
  });

  test("are told of in the inbox and the log", async () => {
    const mei = await (await FactorPerson.register(world)).addTotp();
    await mei.withCode(await mei.challenge(), mei.recoveryCodes[0] ?? "");
    const { inbox } = await mei.person.ok("{ inbox { notices { nodes { type text } } } }");
    expect(inbox.notices.nodes).toMatchObject([
      { type: "RECOVERY_CODE_USED", text: expect.stringContaining("9") },
      { type: "RECOVERY_CODES_MADE" },
      { type: "SECOND_FACTOR_ADDED" },
    ]);
  });

  test("what became of challenges is forgotten a day after their end", async () => {
    const mei = await (await FactorPerson.register(world)).addTotp();
    await mei.signInWithCode();
    const count = async () => (await world.db.query("SELECT id FROM met_challenge")).length;
    await world.later(1);
    expect(await count()).toBeGreaterThan(0);
    await world.later(25);
    expect(await count()).toBe(0);
  });
});

forEachDatabase((kind, further) => {
  describe("staff must have one", () => {
    let world: World;
    beforeAll(async () => void (world = await startWorld(kind, {}, { STAFF_SECOND_FACTOR: "true" })));
    afterAll(() => world?.[Symbol.asyncDispose]());

    further("until then their roles are not in force, on HTTP, on a socket, and in what is offered", async () => {
      const chen = await FactorPerson.of(world, "chen.mod");
      expect((await chen.person.ok(MINE)).viewer).toMatchObject({
        roles: ["MODERATOR"],
        mustSetUpSecondFactor: true,
        secondFactors: [],
      });
      expect((await chen.person.refused(QUEUE)).extensions.code).toBe("SECOND_FACTOR_REQUIRED");
      expect((await askOnce(chen.person.client(), WATCH)).errors?.[0]?.extensions.code).toBe("SECOND_FACTOR_REQUIRED");
      expect((await chen.person.ok("{ openOperations }")).openOperations).not.toContain("takeComplaint");

      await chen.addTotp();
      // The same session goes on.
      await chen.person.ok(QUEUE);
      await chen.person.follow(WATCH).until(({ received }) => received.length > 0);
      await chen.person.hangUp();
      expect((await chen.person.ok("{ openOperations }")).openOperations).toContain("takeComplaint");
      const [factor] = await world.db.find(SecondFactor, { accountId: chen.id });
      const last = await chen.person.tryTo("removeSecondFactor", { factorId: factor?.id, proof: chen.proof });
      expect(last.extensions.code).toBe("NOT_IN_THIS_STATE");
    });

    test("a stream that is open ends when the factor is gone", async () => {
      const liu = await FactorPerson.of(world, "liu.mod");
      await liu.addPasskey();
      const stream = liu.person.follow(WATCH);
      await stream.until(({ received }) => received.length > 0);
      await world.db.transact(async (tx) => {
        const account = await tx.lock(Account, liu.id);
        if (!account) throw new Error("liu.mod is gone");
        tx.execute("DELETE FROM second_factor WHERE account_id = ?", [liu.id]);
        recordOnAccount(tx, account, "SECOND_FACTOR_REMOVED", oneself(account), { kind: "PASSKEY" });
      });
      await stream.until(({ ended }) => ended !== undefined);
      expect(stream.errors[0]?.extensions.code).toMatch(/PERMISSION_REVOKED|SECOND_FACTOR_REQUIRED/);
      await liu.person.hangUp();
    });

    test("consumers need none", async () => {
      const li = await FactorPerson.of(world, "li.na");
      expect((await li.person.ok(MINE)).viewer.mustSetUpSecondFactor).toBe(false);
      await li.addTotp();
      const [factor] = await world.db.find(SecondFactor, { accountId: li.id });
      await li.person.do("removeSecondFactor", { factorId: factor?.id, proof: li.proof }, "{ account { id } }");
    });

    further("a lost device: alone for a consumer; for staff one asks and another agrees; never one's own", async () => {
      const admin = await (await FactorPerson.of(world, "admin")).addTotp();
      const [lead, auditor, he, tom] = [
        await (await FactorPerson.of(world, "zhou.lead")).addTotp(),
        await (await FactorPerson.of(world, "sun.audit")).addTotp(),
        await (await FactorPerson.of(world, "he.inspect")).addTotp(),
        await (await FactorPerson.of(world, "tom")).addTotp(),
      ];
      const reset = (by: FactorPerson, of: FactorPerson) =>
        by.person.do("resetSecondFactors", { accountId: of.id, reason: "phone lost" }, RESET);
      const refused = async (by: FactorPerson, of: FactorPerson) =>
        (await by.person.tryTo("resetSecondFactors", { accountId: of.id, reason: "phone lost" })).extensions.code;

      expect((await reset(admin, tom)).account).toEqual({ secondFactorReset: null, secondFactors: [] });
      expect((await tom.person.gql(MINE)).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
      expect(await refused(admin, tom)).toBe("NOT_IN_THIS_STATE");

      expect(await refused(admin, admin)).toBe("FORBIDDEN");
      expect(await refused(auditor, he)).toBe("FORBIDDEN");
      expect(await refused(lead, he)).toBe("NOT_IN_THIS_STATE");
      expect(await refused(lead, tom)).toBe("FORBIDDEN");
      const waits = { secondFactorReset: expect.any(String), secondFactors: [expect.anything()] };
      expect((await reset(admin, he)).account).toEqual(waits);
      // The same administrator again is still one person.
      expect((await reset(admin, he)).account).toEqual(waits);
      // It was not lost: the owner's sign-in takes the wish back.
      await he.signInWithCode();
      expect(await refused(lead, he)).toBe("NOT_IN_THIS_STATE");

      await reset(admin, he);
      expect(
        (
          await lead.person.do(
            "resetSecondFactors",
            { accountId: he.id, reason: "seen in person" },
            "{ account { id } }",
          )
        ).account.id,
      ).toBe(he.id);
      expect(await world.db.find(SecondFactor, { accountId: he.id })).toEqual([]);
      expect(outcome(await he.firstStep())).toBe("SIGNED_IN");
      const events = await world.db.query<{ type: string }>(
        "SELECT type FROM event_log WHERE stream_id = ? ORDER BY seq",
        [he.id],
      );
      expect(events.map(({ type }) => type)).toEqual(
        expect.arrayContaining(["SECOND_FACTOR_RESET_ASKED", "SECOND_FACTORS_RESET"]),
      );
    });

    test("of staff's factors nobody agrees whom the first one made an administrator", async () => {
      const staff = async (role: Role): Promise<FactorPerson> => {
        const person = await (await FactorPerson.register(world)).addTotp();
        await setRoles(world, person.id, [role]);
        return person;
      };
      const [admin, lead, mod] = [await staff("ADMIN"), await staff("LEAD_MODERATOR"), await staff("MODERATOR")];
      const puppet = await (await FactorPerson.register(world)).addTotp();
      const roles = ["CONSUMER", "ADMIN"];
      await admin.person.do("setAccountRoles", { accountId: puppet.id, roles }, "{ clientMutationId }");
      const [grant] = await world.db.find(RoleGrant, { accountId: puppet.id });
      await lead.person.do("approveRoleGrant", { roleGrantId: grant?.id }, "{ clientMutationId }");
      const may = async (by: FactorPerson): Promise<unknown> => {
        const { accounts } = await by.person.ok(
          "{ accounts(first: 100) { nodes { id secondFactorActions { unavailableBecause { code } } } } }",
        );
        return accounts.nodes.find(({ id }: { id: string }) => id === mod.id).secondFactorActions;
      };
      const input = { accountId: mod.id, reason: "phone lost" };
      expect(await may(puppet)).toEqual([{ unavailableBecause: null }]);
      await admin.person.do("resetSecondFactors", input, RESET);
      expect(await may(puppet)).toEqual([{ unavailableBecause: { code: "SECOND_APPROVER_REQUIRED" } }]);
      const { extensions } = await puppet.person.tryTo("resetSecondFactors", input);
      expect(extensions).toMatchObject({ code: "SECOND_APPROVER_REQUIRED", reason: "secondSignature.tied" });
      await lead.person.do("resetSecondFactors", input, "{ clientMutationId }");
    });

    further("a wish lapses after a day, and with the role of who had it", async () => {
      const admin = await (await FactorPerson.register(world)).addTotp();
      await setRoles(world, admin.id, ["ADMIN"]);
      const lead = await (await FactorPerson.of(world, "qian.lead")).addTotp();
      const lin = await (await FactorPerson.of(world, "lin.train")).addTotp();
      const input = { accountId: lin.id, reason: "phone lost" };
      await admin.person.do("resetSecondFactors", input, RESET);
      await setRoles(world, admin.id, ["CONSUMER"]);
      expect((await lead.person.tryTo("resetSecondFactors", input)).extensions.code).toBe("NOT_IN_THIS_STATE");
      await setRoles(world, admin.id, ["ADMIN"]);
      world.clock.advance(24 * 3_600_000);
      const [again] = [await lead.signInWithCode()];
      expect((await again.tryTo("resetSecondFactors", input)).extensions.code).toBe("NOT_IN_THIS_STATE");
    });
  });
});

describe("people of an outside identity provider", () => {
  let provider: Server;
  let key: CryptoKey;
  let world: World;

  beforeAll(async () => {
    const pair = await generateKeyPair("ES256");
    key = pair.privateKey;
    const keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "ES256" }];
    provider = createServer((_, response) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify({ keys })),
    ).listen(0, "127.0.0.1");
    await once(provider, "listening");
    world = await startWorld(
      "sqlite",
      {},
      {
        STAFF_SECOND_FACTOR: "true",
        JWKS_URL: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`,
        JWT_ISSUER: "https://id.example",
        JWT_AUDIENCE: "redress",
      },
    );
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    provider.close();
  });

  const enter = async (claims: object): Promise<Person> => {
    const token = await new SignJWT({ name: "Mei", ...claims })
      .setProtectedHeader({ alg: "ES256", kid: "k1" })
      .setSubject("subject-1")
      .setIssuer("https://id.example")
      .setAudience("redress")
      .setIssuedAt()
      .setExpirationTime("10m")
      .sign(key);
    const person = new Person(world.url, token);
    return new Person(world.url, token, (await person.ok("{ viewer { id } }")).viewer.id);
  };

  test("are staff only when their provider says that it asked for a second factor; also on a socket that is open", async () => {
    const plain = await enter({ amr: ["pwd"] });
    const client = openSocket(world.url, plain.token);
    expect((await askOnce(client, "{ viewer { id } }")).data).toBeDefined();
    await setRoles(world, plain.accountId, ["MODERATOR"]);
    expect((await askOnce(client, WATCH)).errors?.[0]?.extensions.code).toBe("SECOND_FACTOR_REQUIRED");
    await client.dispose();
    for (const claims of [{ amr: ["pwd"] }, { amr: "mfa" }, { acr: "1" }, {}])
      expect((await (await enter(claims)).refused(QUEUE)).extensions.code).toBe("SECOND_FACTOR_REQUIRED");
    for (const claims of [{ amr: ["pwd", "mfa"] }, { acr: "phr" }, { acr: "phrh" }])
      await (await enter(claims)).ok(QUEUE);
  });

  test("set up no factor here, which would be a way past their provider", async () => {
    const person = await enter({ amr: ["mfa"] });
    for (const mutation of ["beginTotp", "beginPasskey", "createRecoveryCodes"])
      expect((await person.tryTo(mutation, { proof: { password: "anything" } })).extensions.code).toBe(
        "NOT_IN_THIS_STATE",
      );
  });
});
