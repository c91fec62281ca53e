import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { Person, type Answer, type World } from "../support/world";

export const RIGHT = DEMO_PEOPLE[0]?.password ?? "";

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { accessToken refreshToken deviceToken account { id } }
}`;

export interface Entered extends Person {
  readonly deviceToken: string;
}

/** Somebody behind a proxy of ours, which says where they are. */
export class From {
  private readonly stranger: Person;

  constructor(
    readonly url: string,
    private readonly address: string,
    private readonly userAgent = "curl/8.5.0",
  ) {
    this.stranger = new Person(url, undefined);
  }

  send(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return this.stranger.gql(query, variables, { "x-forwarded-for": this.address, "user-agent": this.userAgent });
  }

  signIn(login: string, password = RIGHT, deviceToken: string | null = null): Promise<Answer> {
    return this.send(SIGN_IN, { input: { login, password, deviceToken, rememberDevice: true } });
  }

  /** What the try came to: `in`, or the code of the refusal. */
  async tries(login: string, password = RIGHT, deviceToken: string | null = null): Promise<string> {
    const { errors } = await this.signIn(login, password, deviceToken);
    return errors?.[0]?.extensions.code ?? "in";
  }

  async enters(login: string, password = RIGHT, deviceToken: string | null = null): Promise<Entered> {
    const { data, errors } = await this.signIn(login, password, deviceToken);
    if (errors) throw new Error(JSON.stringify(errors));
    const { accessToken, refreshToken, deviceToken: device, account } = data.signIn;
    return Object.assign(new Person(this.url, accessToken, account.id, refreshToken), { deviceToken: device });
  }
}

export const from = ({ url }: Pick<World, "url">, address: string, userAgent?: string): From =>
  new From(url, address, userAgent);
