import { TOTP, Secret } from "otpauth";
import { Authenticator } from "../support/authenticator";
import { Person, signIn, type Answer, type World } from "../support/world";

const PASSWORD = "violet otters climb 42 stairs";
const SESSION = "{ accessToken refreshToken account { id } }";
const STEP_MS = 30_000;

let registered = 0;

/** Somebody of their own for each test, so that no code or count of another's comes in between. */
export class FactorPerson {
  secret = "";
  recoveryCodes: string[] = [];

  private constructor(
    readonly world: World,
    readonly login: string,
    readonly password: string,
    public person: Person,
  ) {}

  static async register(world: World): Promise<FactorPerson> {
    const login = `factor-${(registered += 1)}`;
    await world.visitor.do(
      "registerAccount",
      { login, password: PASSWORD, displayName: `Somebody ${registered}` },
      "{ account { id } }",
    );
    return new FactorPerson(world, login, PASSWORD, await signIn(world.url, login, PASSWORD));
  }

  /** Somebody of the demo, without a factor until now. */
  static async of(world: World, login: string): Promise<FactorPerson> {
    return new FactorPerson(world, login, "redress-demo-2026", await signIn(world.url, login));
  }

  get id(): string {
    return this.person.accountId;
  }

  get proof(): { password: string } {
    return { password: this.password };
  }

  async addTotp(): Promise<this> {
    // At the beginning of a code's time: the next one is not due in the middle of a test.
    const { clock } = this.world;
    clock.advance(STEP_MS - (clock.now() % STEP_MS));
    const { setUp, secret } = await this.person.do("beginTotp", { proof: this.proof }, "{ setUp secret }");
    this.secret = secret;
    const { recoveryCodes } = await this.person.do(
      "confirmTotp",
      { setUp, code: this.code(), name: "my phone" },
      "{ recoveryCodes }",
    );
    this.recoveryCodes = recoveryCodes ?? this.recoveryCodes;
    // The code that confirmed it is used up; the next one is half a minute away.
    clock.advance(STEP_MS);
    return this;
  }

  async addPasskey(authenticator = new Authenticator(this.world.url)): Promise<Authenticator> {
    const { setUp, options } = await this.person.do("beginPasskey", { proof: this.proof }, "{ setUp options }");
    const { recoveryCodes } = await this.person.do(
      "confirmPasskey",
      { setUp, response: authenticator.create(options), name: "my key" },
      "{ recoveryCodes }",
    );
    this.recoveryCodes = recoveryCodes ?? this.recoveryCodes;
    return authenticator;
  }

  /** What the app shows, `steps` half minutes from now. */
  code(steps = 0): string {
    return TOTP.generate({
      secret: Secret.fromBase32(this.secret),
      timestamp: this.world.clock.now() + steps * STEP_MS,
    });
  }

  /** A code that is surely none of those taken now. */
  wrongCode(): string {
    const good = [-1, 0, 1].map((steps) => this.code(steps));
    return ["000000", "111111", "222222", "333333"].find((code) => !good.includes(code)) ?? "";
  }

  firstStep(password = this.password): Promise<Answer> {
    return this.world.visitor.gql(
      `mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) ${SESSION} }`,
      { login: this.login, password },
    );
  }

  /** The challenge that a right password gives. */
  async challenge(): Promise<string> {
    const { errors } = await this.firstStep();
    if (errors?.[0]?.extensions.code !== "SECOND_FACTOR_REQUIRED") throw new Error(JSON.stringify(errors));
    return errors[0].extensions.challenge as string;
  }

  /** One after the other: many sign-ins at once are themselves held back. */
  async challenges(count: number): Promise<string[]> {
    const challenges: string[] = [];
    while (challenges.length < count) challenges.push(await this.challenge());
    return challenges;
  }

  withCode(challenge: string, code: string): Promise<Answer> {
    return send(this.world, "signInWithCode", { challenge, code });
  }

  async signInWithCode(code = this.code()): Promise<Person> {
    return toPerson(this.world, await this.withCode(await this.challenge(), code), "signInWithCode");
  }
}

export const send = (world: World, mutation: string, input: Record<string, unknown>): Promise<Answer> =>
  world.visitor.gql(
    `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) ${SESSION} }`,
    { input },
  );

export const beginPasskeySignIn = (world: World, challenge?: string): Promise<{ challenge: string; options: string }> =>
  world.visitor.do("beginPasskeySignIn", challenge ? { challenge } : {}, "{ challenge options }");

export function toPerson(world: World, { data, errors }: Answer, mutation: string): Person {
  if (errors) throw new Error(JSON.stringify(errors));
  const { accessToken, refreshToken, account } = data[mutation];
  return new Person(world.url, accessToken, account.id, refreshToken);
}

/** What came of it: a session, or why there is none. */
export const outcome = ({ errors }: Answer): string => errors?.[0]?.extensions.code ?? "SIGNED_IN";
