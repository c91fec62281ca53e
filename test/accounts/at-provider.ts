import { startProcess, freePort, type TestProcess } from "../support/processes";
import type { TestDatabaseKind } from "../support/databases";
import { Person, startWorld, type World } from "../support/world";
import type { ServerOptions } from "../../src/server";

/** What of it the provider tells about somebody. */
type Said = Record<string, { claims?: Record<string, unknown>; amr?: string[] }>;

export const SECRET = "a secret of the test's own provider";

/** The settings by which a world knows the provider on that port. */
export const settingsFor = (issuer: string): Record<string, string> => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: "redress",
  OIDC_CLIENT_SECRET: SECRET,
  OIDC_NAME: "The Market",
  OIDC_SCOPES: "openid profile groups",
  OIDC_ROLE_CLAIM: "groups",
  OIDC_SCIM_ROLES: "true",
  OIDC_ROLES: "redress-moderators=MODERATOR,redress-leads=LEAD_MODERATOR,redress-admins=ADMIN",
});

/** A world, and a real provider whose people are its people. The provider starts last: nothing waits for it. */
export class AtProvider implements AsyncDisposable {
  private constructor(
    readonly world: World,
    readonly issuer: string,
    private provider: TestProcess,
  ) {}

  static async start(
    kind: TestDatabaseKind,
    options: ServerOptions = {},
    env: Record<string, string> = {},
  ): Promise<AtProvider> {
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const world = await startWorld(kind, options, { ...settingsFor(issuer), ...env });
    return new AtProvider(world, issuer, await startProvider(port, world.url));
  }

  /** What it says of people from now on. */
  async says(people: Said): Promise<void> {
    await fetch(`${this.issuer}/people`, { method: "PUT", body: JSON.stringify(people) });
  }

  /** Somebody with a browser of their own. */
  browser(): Browsing {
    return new Browsing(this.world.url, this.issuer);
  }

  get told(): string {
    return this.provider.output;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.provider.stop();
    await this.world[Symbol.asyncDispose]();
  }
}

const startProvider = (port: number, platform: string): Promise<TestProcess> =>
  startProcess(process.execPath, ["test/support/identity-provider.mjs", String(port), platform], { ready: { port } });

export interface Arrived {
  status: number;
  refreshToken?: string;
  reason?: string;
}

/** As much of a browser as signing in takes: it keeps cookies, and is sent from one address to the next. */
export class Browsing {
  readonly cookies = new Map<string, string>();
  /** Where it has been. */
  readonly addresses: string[] = [];

  constructor(
    readonly platform: string,
    private readonly issuer: string,
  ) {}

  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(address, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    this.addresses.push(address);
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0|1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** Follows redirects until something is shown; returns where. With `until`, stops before that address is asked. */
  async go(address: string, until = /^$/): Promise<{ at: string; response: Response | null }> {
    let at = address;
    for (;;) {
      if (until.test(at)) return { at, response: null };
      const response = await this.ask(at);
      const to = response.headers.get("location");
      if (to === null) return { at, response };
      at = new URL(to, at).href;
    }
  }

  /** Signs in there as `name`; returns where the browser is then. */
  async enter(name: string, from = "/sign-in/oidc?returnTo=/orders", until?: RegExp): Promise<string> {
    const { at } = await this.go(`${this.platform}${from}`, until);
    return at.startsWith(`${this.issuer}/interaction/`) ? this.answer(at, { name }, until) : at;
  }

  async answer(at: string, fields: Record<string, string>, until?: RegExp): Promise<string> {
    const answered = await this.ask(at, { method: "POST", body: new URLSearchParams(fields) });
    return (await this.go(new URL(answered.headers.get("location") ?? "", at).href, until)).at;
  }

  /** What the page that one is sent to gets. */
  async take(): Promise<Arrived> {
    const response = await this.ask(`${this.platform}/sign-in/oidc/session`, { method: "POST" });
    const body = (await response.json()) as { refreshToken?: string; errors?: { extensions: { reason: string } }[] };
    const reason = body.errors?.[0]?.extensions.reason;
    return { status: response.status, refreshToken: body.refreshToken, ...(reason ? { reason } : {}) };
  }

  /** The whole way; throws where it ends without a session. */
  async signIn(name: string): Promise<Person> {
    await this.enter(name);
    const { refreshToken, reason } = await this.take();
    if (!refreshToken) throw new Error(`nobody is signed in: ${reason}`);
    return continued(this.platform, refreshToken);
  }
}

/** As the page does at once. */
export async function continued(url: string, refreshToken: string): Promise<Person> {
  const { refreshSession } = await new Person(url, undefined).ok(
    `mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { accessToken refreshToken account { id } } }`,
    { t: refreshToken },
  );
  return new Person(url, refreshSession.accessToken, refreshSession.account.id, refreshSession.refreshToken);
}
