import { Secret, TOTP } from "otpauth";
import { totpEncryption } from "../../src/accounts/factors/accept-code";
import { renewFactorEncryption } from "../../src/accounts/factors/renew-factor-encryption";
import { SecondFactor } from "../../src/accounts/factors/second-factor.entity";
import { openDatabase } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import { newId } from "../../src/platform/ids";
import { Sealer } from "../../src/platform/secrets/sealed";
import { forEachDatabase } from "../support/databases";
import { Person, startNode, startWorld } from "../support/world";
import { FactorPerson, outcome } from "./factor-people";

const FRESH = "f".repeat(40);
const PEOPLE = 9;
/** Renewed a hundred at a time. */
const OTHERS = 450;

forEachDatabase((kind) => {
  test("while second factors are renewed under another secret, everybody signs in with theirs", async () => {
    await using world = await startWorld(kind);
    const people: FactorPerson[] = [];
    while (people.length < PEOPLE) people.push(await (await FactorPerson.register(world)).addTotp());
    const before = totpEncryption(new Sealer(world.secret));
    const { accountId } = await world.as("tom");
    await world.db.transact(async (tx) => {
      const [sample] = await tx.find(SecondFactor, { accountId: people[0]?.id ?? "" });
      for (let at = 0; at < OTHERS; at += 1) {
        const id = newId(SecondFactor);
        const secret = before.encrypt("JBSWY3DPEHPK3PXP", id);
        tx.insert(SecondFactor, Object.assign(new SecondFactor(), sample, { id, accountId, secret, name: "another" }));
      }
      // The other server goes by its own clock, and this one's has been advanced.
      tx.execute("UPDATE second_factor SET last_step = 0");
    });
    await using node = await startNode(world, { SECRET: FRESH, SECRET_PREVIOUS: world.secret });
    const visitor = new Person(node.url, undefined);
    const challenges: string[] = [];
    for (const { login, password } of people) {
      const { errors } = await visitor.gql(
        "mutation ($input: SignInInput!) { signIn(input: $input) { account { id } } }",
        { input: { login, password } },
      );
      challenges.push(errors?.[0]?.extensions.challenge as string);
    }
    const timestamp = node.services.clock.now();
    const codes = people.map(({ secret }) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp }));
    const withCode = (at: number) =>
      visitor.gql("mutation ($input: SignInWithCodeInput!) { signInWithCode(input: $input) { account { id } } }", {
        input: { challenge: challenges[at], code: codes[at] },
      });
    // Like `redress secrets rotate`: by connections of its own.
    const operator = await openDatabase({ url: world.databaseUrl }, systemClock, { migrate: false });
    const [renewed, ...answers] = await Promise.all([
      renewFactorEncryption(operator, new Sealer(FRESH, world.secret), { change: true }),
      ...people.map((_, at) => withCode(at)),
    ]);
    await operator.close();
    expect(answers.map(outcome)).toEqual(people.map(() => "SIGNED_IN"));
    expect(renewed).toMatchObject({ earlier: 0, unknown: 0 });
    const after = totpEncryption(new Sealer(FRESH));
    const factors = await world.db.find(SecondFactor, { kind: "TOTP" });
    expect([factors.length, ...new Set(factors.map(({ secret }) => after.stateOf(secret ?? "")))]).toEqual([
      PEOPLE + OTHERS,
      "CURRENT",
    ]);
  });
});
