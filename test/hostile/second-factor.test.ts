import argon2 from "@node-rs/argon2";
import { Sealer } from "../../src/platform/secrets/sealed";
import { Account } from "../../src/accounts/account/account.entity";
import { RecoveryCode } from "../../src/accounts/factors/recovery-code.entity";
import { SecondFactor } from "../../src/accounts/factors/second-factor.entity";
import { MINUTE } from "../../src/platform/time";
import { beginPasskeySignIn, FactorPerson, outcome, send } from "../accounts/factor-people";
import { Authenticator } from "../support/authenticator";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => void (world = await startWorld(kind)));
  afterAll(() => world?.[Symbol.asyncDispose]());
  // Each begins with guesses and clocks of its own.
  const somebody = (): Promise<FactorPerson> => FactorPerson.register(world);

  describe("codes of an authenticator app", () => {
    further("a right password alone opens nothing, and says what is wanted", async () => {
      const mei = await (await somebody()).addTotp();
      const { data, errors } = await mei.firstStep();
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({
        code: "SECOND_FACTOR_REQUIRED",
        challenge: expect.any(String),
        factors: ["TOTP", "RECOVERY_CODE"],
      });
      expect(outcome(await mei.firstStep("not her password"))).toBe("UNAUTHENTICATED");
      expect((await mei.signInWithCode()).accountId).toBe(mei.id);
    });

    further("a code opens one session, also with another challenge", async () => {
      const mei = await (await somebody()).addTotp();
      const [first = "", second = ""] = await mei.challenges(2);
      const code = mei.code();
      expect(outcome(await mei.withCode(first, code))).toBe("SIGNED_IN");
      expect(outcome(await mei.withCode(second, code))).toBe("UNAUTHENTICATED");
    });

    test("twice at once it opens one session", async () => {
      const mei = await (await somebody()).addTotp();
      const challenges = await mei.challenges(6);
      const code = mei.code();
      const outcomes = await Promise.all(challenges.map(async (each) => outcome(await mei.withCode(each, code))));
      expect(outcomes.filter((each) => each === "SIGNED_IN")).toHaveLength(1);
    });

    further("the code that set it up is used up by that", async () => {
      const mei = await somebody();
      await mei.addTotp();
      expect(outcome(await mei.withCode(await mei.challenge(), mei.code(-1)))).toBe("UNAUTHENTICATED");
    });

    test("an older code is none once a newer one was taken, and the clock set back brings no code again", async () => {
      const mei = await (await somebody()).addTotp();
      const used = mei.code();
      await mei.signInWithCode(mei.code(1));
      expect(outcome(await mei.withCode(await mei.challenge(), used))).toBe("UNAUTHENTICATED");
      world.clock.advance(-MINUTE);
      try {
        for (const steps of [-1, 0, 1])
          expect(outcome(await mei.withCode(await mei.challenge(), mei.code(steps)))).toBe("UNAUTHENTICATED");
        // Who has a recovery code is not shut out meanwhile.
        expect(outcome(await mei.withCode(await mei.challenge(), mei.recoveryCodes[0] ?? ""))).toBe("SIGNED_IN");
      } finally {
        world.clock.advance(2 * MINUTE);
      }
      expect((await mei.signInWithCode()).accountId).toBe(mei.id);
    });

    further("codes two steps away are wrong", async () => {
      const mei = await (await somebody()).addTotp();
      for (const steps of [-2, 2])
        expect(outcome(await mei.withCode(await mei.challenge(), mei.code(steps)))).toBe("UNAUTHENTICATED");
    });
  });

  describe("guessing", () => {
    test("a challenge takes five wrong codes, an account ten in a quarter of an hour: then also the right one waits", async () => {
      const mei = await (await somebody()).addTotp();
      for (const challenge of await mei.challenges(2)) {
        for (let guess = 0; guess < 5; guess += 1)
          expect(outcome(await mei.withCode(challenge, mei.wrongCode()))).toBe("UNAUTHENTICATED");
      }
      const { errors } = await mei.withCode(await mei.challenge(), mei.code());
      expect(errors?.[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", retryAfter: expect.any(Number) });
      // She was told, and her recovery code is taken all the same.
      const herself = await mei.withCode(await mei.challenge(), mei.recoveryCodes[0] ?? "");
      expect(outcome(herself)).toBe("SIGNED_IN");
      const types = (await mei.person.ok("{ inbox { notices { nodes { type } } } }")).inbox.notices.nodes;
      expect(types.map(({ type }: { type: string }) => type)).toContain("SECOND_FACTOR_GUESSED");
    });

    test("all at once no more guesses are looked at than one by one, and a passkey goes on working", async () => {
      const mei = await (await somebody()).addTotp();
      const key = await mei.addPasskey();
      const challenges = await mei.challenges(15);
      const wrong = mei.wrongCode();
      const outcomes = await Promise.all(challenges.map(async (each) => outcome(await mei.withCode(each, wrong))));
      expect(outcomes.filter((each) => each === "UNAUTHENTICATED")).toHaveLength(10);
      expect(outcomes.filter((each) => each === "RATE_LIMITED")).toHaveLength(5);
      const { challenge, options } = await beginPasskeySignIn(world, await mei.challenge());
      expect(outcome(await send(world, "signInWithPasskey", { challenge, response: key.use(options) }))).toBe(
        "SIGNED_IN",
      );
    });

    test("the clock set back neither frees the guesser nor locks the owner out for longer", async () => {
      const mei = await (await somebody()).addTotp();
      for (const challenge of await mei.challenges(2))
        for (let guess = 0; guess < 5; guess += 1) await mei.withCode(challenge, mei.wrongCode());
      world.clock.advance(-60 * MINUTE);
      try {
        expect(outcome(await mei.withCode(await mei.challenge(), mei.wrongCode()))).toBe("RATE_LIMITED");
        world.clock.advance(16 * MINUTE);
        expect(outcome(await mei.withCode(await mei.challenge(), mei.wrongCode()))).toBe("UNAUTHENTICATED");
      } finally {
        world.clock.advance(60 * MINUTE);
      }
    });

    test("a wrong code that a thief sends in her session does not hold up her sign-in", async () => {
      const mei = await (await somebody()).addTotp();
      const tryOut = (code: string) => mei.person.tryTo("createRecoveryCodes", { proof: { code } });
      for (let guess = 0; guess < 10; guess += 1)
        expect((await tryOut(mei.wrongCode())).extensions.code).toBe("FORBIDDEN");
      expect((await tryOut(mei.code())).extensions.code).toBe("RATE_LIMITED");
      expect((await mei.signInWithCode()).accountId).toBe(mei.id);
    });
  });

  describe("challenges", () => {
    test("one that was used is used", async () => {
      const mei = await (await somebody()).addTotp();
      const challenge = await mei.challenge();
      expect(outcome(await mei.withCode(challenge, mei.code()))).toBe("SIGNED_IN");
      expect(outcome(await mei.withCode(challenge, mei.code(1)))).toBe("UNAUTHENTICATED");
      expect(outcome(await mei.withCode(challenge, mei.recoveryCodes[0] ?? ""))).toBe("UNAUTHENTICATED");
    });

    further("one of another account takes no code of mine, nor mine of theirs", async () => {
      const [mei, eve] = [await (await somebody()).addTotp(), await (await somebody()).addTotp()];
      expect(outcome(await mei.withCode(await mei.challenge(), eve.code()))).toBe("UNAUTHENTICATED");
      expect(outcome(await mei.withCode(await mei.challenge(), eve.recoveryCodes[0] ?? ""))).toBe("UNAUTHENTICATED");
    });

    further("one altered, made up, of another kind, or meant for a passkey alone is none", async () => {
      const mei = await (await somebody()).addTotp();
      const sealed = await mei.challenge();
      const altered = Buffer.from(sealed, "base64url").map((byte, at) => (at === 30 ? byte ^ 1 : byte));
      const claims = new Sealer(world.secret).open("second-factor-signIn", sealed) ?? {};
      expect(claims.accountId).toBe(mei.id);
      const later = new Sealer("another secret, of another server").seal("second-factor-signIn", claims);
      const { setUp } = await mei.person.do("beginTotp", { proof: mei.proof }, "{ setUp }");
      const { challenge: nobodys } = await beginPasskeySignIn(world);
      for (const challenge of [
        later,
        Buffer.from(altered).toString("base64url"),
        sealed.slice(0, 40),
        "x",
        "x.y",
        setUp,
        nobodys,
      ])
        expect(outcome(await mei.withCode(challenge, mei.code()))).toBe("UNAUTHENTICATED");
    });

    further(
      "one ends after five minutes, and is not good again when the clock is set back before it was given out",
      async () => {
        const mei = await (await somebody()).addTotp();
        const challenge = await mei.challenge();
        world.clock.advance(5 * MINUTE);
        expect(outcome(await mei.withCode(challenge, mei.code()))).toBe("UNAUTHENTICATED");
        world.clock.advance(-8 * MINUTE);
        try {
          expect(outcome(await mei.withCode(challenge, mei.recoveryCodes[0] ?? ""))).toBe("UNAUTHENTICATED");
        } finally {
          world.clock.advance(8 * MINUTE);
        }
      },
    );

    further("a new password, the end of all sessions, and a suspension end it", async () => {
      const mei = await (await somebody()).addTotp();
      const before = await mei.challenge();
      const { passwordHash } = (await world.db.byId(Account, mei.id)) ?? {};
      const setHash = (hash: string) =>
        world.db.transact(async (tx) => tx.update(Account, mei.id, { passwordHash: hash }));
      await setHash(
        "$argon2id$v=19$m=19456,t=2,p=1$rB6tOdsex0rPPqI4ahiNAA$2mqGRdhedUlJAOVoxzB1DHHqJHDUn2OMSoC6y10MhVA",
      );
      expect(outcome(await mei.withCode(before, mei.code()))).toBe("UNAUTHENTICATED");
      await setHash(passwordHash ?? "");
      const second = await mei.challenge();
      await mei.person.do("signOutEverywhere", {}, "{ account { id } }");
      expect(outcome(await mei.withCode(second, mei.code()))).toBe("UNAUTHENTICATED");
      const third = await mei.challenge();
      const admin = await world.as("admin");
      await admin.do("suspendAccount", { accountId: mei.id, reason: "test" }, "{ account { id } }");
      expect(outcome(await mei.withCode(third, mei.code()))).toBe("UNAUTHENTICATED");
    });
  });

  describe("recovery codes", () => {
    test("each signs in once, however it is typed, and twice at once it is one", async () => {
      const mei = await (await somebody()).addTotp();
      const [first = "", second = ""] = mei.recoveryCodes;
      expect(new Set(mei.recoveryCodes).size).toBe(10);
      expect(outcome(await mei.withCode(await mei.challenge(), first.toLowerCase().replaceAll("-", " ")))).toBe(
        "SIGNED_IN",
      );
      expect(outcome(await mei.withCode(await mei.challenge(), first))).toBe("UNAUTHENTICATED");
      const challenges = await mei.challenges(4);
      const outcomes = await Promise.all(challenges.map(async (each) => outcome(await mei.withCode(each, second))));
      expect(outcomes.filter((each) => each === "SIGNED_IN")).toHaveLength(1);
    });

    test("new ones end the earlier ones", async () => {
      const mei = await (await somebody()).addTotp();
      const { recoveryCodes } = await mei.person.do(
        "createRecoveryCodes",
        { proof: { code: mei.code() } },
        "{ recoveryCodes }",
      );
      expect(outcome(await mei.withCode(await mei.challenge(), mei.recoveryCodes[0] ?? ""))).toBe("UNAUTHENTICATED");
      expect(outcome(await mei.withCode(await mei.challenge(), recoveryCodes[0]))).toBe("SIGNED_IN");
    });
  });

  describe("passkeys", () => {
    const use = async (key: Authenticator, bent: Parameters<Authenticator["use"]>[1] = {}, password?: FactorPerson) => {
      const { challenge, options } = await beginPasskeySignIn(world, await password?.challenge());
      return outcome(await send(world, "signInWithPasskey", { challenge, response: key.use(options, bent) }));
    };

    further("one signs in alone, and as the second step", async () => {
      const mei = await somebody();
      const key = await mei.addPasskey();
      expect(await use(key)).toBe("SIGNED_IN");
      expect(await use(key, {}, mei)).toBe("SIGNED_IN");
    });

    further(
      "of another page, another place, or a person whom the device has not checked, it opens nothing",
      async () => {
        const mei = await somebody();
        const key = await mei.addPasskey();
        for (const bent of [
          { origin: "https://redress.example.evil.test" },
          { origin: world.url.replace(/:\d+$/, ":1") },
          { rpId: "evil.test" },
          { unverified: true },
          { challenge: Buffer.from("another challenge").toString("base64url") },
          { userHandle: Buffer.from((await world.as("admin")).accountId).toString("base64url") },
        ])
          expect([bent, await use(key, bent)]).toEqual([bent, "UNAUTHENTICATED"]);
        expect(await use(key)).toBe("SIGNED_IN");
      },
    );

    test("an answer works once, also twice at once", async () => {
      const key = await (await somebody()).addPasskey();
      const { challenge, options } = await beginPasskeySignIn(world);
      const response = key.use(options);
      const outcomes = await Promise.all(
        Array.from({ length: 4 }, async () => outcome(await send(world, "signInWithPasskey", { challenge, response }))),
      );
      expect(outcomes.filter((each) => each === "SIGNED_IN")).toHaveLength(1);
      expect(outcome(await send(world, "signInWithPasskey", { challenge, response }))).toBe("UNAUTHENTICATED");
    });

    further("one challenge of nobody signs in one person, and an uncounted answer is as little repeated", async () => {
      const keys = await Promise.all(
        [1, 2].map(async () => (await somebody()).addPasskey(new Authenticator(world.url, false))),
      );
      const { challenge, options } = await beginPasskeySignIn(world);
      const outcomes = await Promise.all(
        keys.map(async (key) =>
          outcome(await send(world, "signInWithPasskey", { challenge, response: key.use(options) })),
        ),
      );
      expect(outcomes.sort()).toEqual(["SIGNED_IN", "UNAUTHENTICATED"]);
    });

    further("a count that goes back shows a copy", async () => {
      const key = await (await somebody()).addPasskey();
      expect(await use(key)).toBe("SIGNED_IN");
      key.counter = 0;
      expect(await use(key)).toBe("UNAUTHENTICATED");
    });

    further("the passkey of another takes no second step of mine", async () => {
      const [mei, eve] = [await somebody(), await somebody()];
      await mei.addPasskey();
      const hers = await eve.addPasskey();
      expect(await use(hers, {}, mei)).toBe("UNAUTHENTICATED");
      expect(await use(new Authenticator(world.url))).toBe("UNAUTHENTICATED");
    });

    test("one made on another page, unchecked, or for another account is not set up; nor the same twice", async () => {
      const [mei, eve] = [await somebody(), await somebody()];
      const begin = (person: FactorPerson) =>
        person.person.do("beginPasskey", { proof: person.proof }, "{ setUp options }");
      for (const bent of [{ origin: "https://evil.test" }, { rpId: "evil.test" }, { unverified: true }]) {
        const { setUp, options } = await begin(mei);
        const response = new Authenticator(world.url).create(options, bent);
        const { extensions } = await mei.person.tryTo("confirmPasskey", { setUp, response, name: "x" });
        expect([bent, extensions.code]).toEqual([bent, "BAD_USER_INPUT"]);
      }
      const { setUp, options } = await begin(mei);
      const response = new Authenticator(world.url).create(options);
      const stolen = await eve.person.tryTo("confirmPasskey", { setUp, response, name: "x" });
      expect(stolen.extensions.code).toBe("FORBIDDEN");
      await mei.person.do("confirmPasskey", { setUp, response, name: "x" }, "{ recoveryCodes }");
      const again = await mei.person.tryTo("confirmPasskey", { setUp, response, name: "x" });
      expect(again.extensions.code).toBe("FORBIDDEN");
    });

    further("garbage is refused, never a fault", async () => {
      const { challenge } = await beginPasskeySignIn(world);
      for (const response of ["x", "{}", "null", "[]", '{"id":"a","rawId":"a","type":"public-key","response":{}}'])
        expect(outcome(await send(world, "signInWithPasskey", { challenge, response }))).toBe("UNAUTHENTICATED");
    });
  });

  describe("what is kept, and who may change it", () => {
    test("neither the secret nor a recovery code can be read in the database", async () => {
      const mei = await (await somebody()).addTotp();
      const [factor] = await world.db.find(SecondFactor, { accountId: mei.id });
      expect(factor?.secret).toMatch(/^[\w-]{8}\.[\w-]+$/);
      const rows = [factor, ...(await world.db.find(RecoveryCode, { accountId: mei.id }))];
      const events = await world.db.query("SELECT data FROM event_log WHERE stream_id = ?", [mei.id]);
      const asked = await world.db.query("SELECT * FROM idempotency_record WHERE account_id = ?", [mei.id]);
      const kept = JSON.stringify([rows, events, asked]);
      for (const secret of [
        mei.secret,
        ...mei.recoveryCodes,
        ...mei.recoveryCodes.map((code) => code.replaceAll("-", "")),
      ])
        expect(kept).not.toContain(secret);
    });

    test("a secret moved to another's row opens nothing there", async () => {
      const [mei, eve] = [await (await somebody()).addTotp(), await (await somebody()).addTotp()];
      const [hers] = await world.db.find(SecondFactor, { accountId: eve.id });
      await world.db.transact(async (tx) =>
        tx.execute("UPDATE second_factor SET secret = ? WHERE account_id = ?", [hers?.secret ?? "", mei.id]),
      );
      expect(outcome(await mei.withCode(await mei.challenge(), eve.code()))).toBe("INTERNAL_SERVER_ERROR");
    });

    further(
      "an open session alone changes nothing: the password or a code is asked for, and exactly one of them",
      async () => {
        const mei = await (await somebody()).addTotp();
        const [factor] = await world.db.find(SecondFactor, { accountId: mei.id });
        for (const proof of [{ password: "not her password" }, { code: mei.wrongCode() }]) {
          for (const [mutation, more] of [
            ["beginTotp", {}],
            ["beginPasskey", {}],
            ["createRecoveryCodes", {}],
            ["removeSecondFactor", { factorId: factor?.id }],
          ] as const)
            expect((await mei.person.tryTo(mutation, { proof, ...more })).extensions).toMatchObject({
              code: "FORBIDDEN",
              field: "input.proof",
            });
        }
        for (const proof of [{}, { ...mei.proof, code: mei.code() }])
          expect((await mei.person.tryTo("beginTotp", { proof })).extensions.code).toBe("BAD_USER_INPUT");
      },
    );

    further("after ten wrong passwords in a session none is looked at, nor hashed, for a while", async () => {
      const mei = await somebody();
      const guess = async () =>
        (await mei.person.tryTo("beginTotp", { proof: { password: "not her password" } })).extensions.code;
      for (let n = 0; n < 10; n += 1) expect(await guess()).toBe("FORBIDDEN");
      const verify = jest.spyOn(argon2, "verify");
      expect(await guess()).toBe("RATE_LIMITED");
      expect((await mei.person.tryTo("beginTotp", { proof: mei.proof })).extensions.code).toBe("RATE_LIMITED");
      expect(verify).not.toHaveBeenCalled();
      verify.mockRestore();
    });

    further("nobody removes another's factor, nor sees it", async () => {
      const [mei, eve] = [await (await somebody()).addTotp(), await (await somebody()).addTotp()];
      const [factor] = await world.db.find(SecondFactor, { accountId: mei.id });
      const { extensions } = await eve.person.tryTo("removeSecondFactor", { factorId: factor?.id, proof: eve.proof });
      expect(extensions.code).toBe("NOT_FOUND");
      expect((await mei.firstStep()).errors?.[0]?.extensions.code).toBe("SECOND_FACTOR_REQUIRED");
    });

    further("sessions from before the first factor end with it; the one that set it up stays", async () => {
      const mei = await somebody();
      const elsewhere = await mei.firstStep();
      const token = elsewhere.data.signIn.accessToken as string;
      const ask = () => world.visitor.gql("{ viewer { id } }", {}, { authorization: `Bearer ${token}` });
      expect((await ask()).data.viewer.id).toBe(mei.id);
      await mei.addTotp();
      expect((await ask()).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
      expect((await mei.person.ok("{ viewer { id } }")).viewer.id).toBe(mei.id);
    });
  });
});
