import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "../../platform/graphql/context";
import { readBody } from "../../platform/http/body";
import { originAllowed } from "../../platform/http/headers";
import { answerJson, refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import { newId } from "../../platform/ids";
import { Refusal, type Reason, type RefusalCode } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import type { Client } from "../sessions/client.pure";
import { MetChallenge } from "../factors/met-challenge.entity";
import { isMultiFactor } from "../sign-in/outside-claims.pure";
import { sessionsFor } from "../sign-in/sessions";
import { admitArrival } from "./admit-arrival";
import { endOutsideSessions } from "./end-outside-sessions";
import type { Left } from "./give-roles";
import { IdentityProvider, notBegunHere, type Leaving } from "./identity-provider";
import { returnAddress } from "./return-address.pure";

const PATH = "/sign-in/oidc";
/** For whoever has to find their second factor first. */
const LEAVING_MS = 15 * MINUTE;
const ARRIVAL_MS = 2 * MINUTE;
/** Attempts that are under way in one browser; earlier ones are given up. */
const MOST_LEAVING = 5;
/** Browsers keep no longer cookies. Without the token the provider asks whether to sign out. */
const LONGEST_ID_TOKEN = 3_500;
const LONGEST_LOGOUT = 16_384;

interface LeavingCookie extends Leaving {
  [name: string]: string | number;
  id: string;
  returnTo: string;
  isSilent: number;
  until: number;
}

interface ArrivalCookie {
  [name: string]: string | number;
  /** A refresh token; "": refused with the code and the reason. */
  token: string;
  code: string;
  reason: string;
  until: number;
}

/**
 * Signing in at the platform's identity provider, for the pages. GET /sign-in/oidc?returnTo=/…&prompt=none sends the browser there, and
 * /sign-in/oidc/callback takes it back; the page that it is sent to fetches the session (POST /sign-in/oidc/session) and keeps it as
 * after any sign-in. What is under way is sealed in cookies of that browser alone, so that nobody is signed in by another's link.
 */
export function signInRoutes(services: Services): HttpRoute {
  const doors: Readonly<Record<string, Door>> = {
    "/provider": { method: "GET", open: tellProvider },
    "": { method: "GET", open: leave },
    "/callback": { method: "GET", open: arrive },
    "/session": { method: "POST", open: handOver },
    "/sign-out": { method: "GET", open: signOutThere },
    "/back-channel-logout": { method: "POST", open: takeLogout },
  };
  return async (request, response, path) => {
    const door = path.startsWith(PATH) ? doors[path.slice(PATH.length)] : undefined;
    const provider = IdentityProvider.of(services.database);
    if (!door) return false;
    try {
      response.setHeader("Cache-Control", "no-store");
      if (request.method !== door.method) throw wrongMethod(response, door.method);
      if (!provider && door.open !== tellProvider) return false;
      await door.open({ services, provider: provider as IdentityProvider, request, response });
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

/** Where a link with `sso=1` leads: to the provider and back to the same page, signed in if the person is there, else as a visitor. */
export function silentSignIn(
  { database }: Pick<Services, "database">,
  { method, url = "/" }: IncomingMessage,
): string | null {
  const [path = "/", query = ""] = url.split("?", 2);
  const asked = new URLSearchParams(query);
  if (method !== "GET" || asked.get("sso") !== "1" || !IdentityProvider.of(database)) return null;
  asked.delete("sso");
  const returnTo = asked.size > 0 ? `${path}?${asked.toString()}` : path;
  return `${PATH}?${new URLSearchParams({ prompt: "none", returnTo }).toString()}`;
}

interface Visit {
  services: Services;
  provider: IdentityProvider;
  request: IncomingMessage;
  response: ServerResponse;
}
interface Door {
  method: "GET" | "POST";
  open: (visit: Visit) => Promise<void>;
}

/** What it is called, for the button; an empty list: there is none. */
async function tellProvider({ services, response }: Visit): Promise<void> {
  const provider = IdentityProvider.of(services.database);
  answerJson(response, 200, provider ? [{ name: provider.settings.name }] : []);
  await Promise.resolve();
}

async function leave(visit: Visit): Promise<void> {
  const { services, provider, request, response } = visit;
  const asked = askedIn(request);
  const [returnTo, isSilent] = [returnAddress(asked.get("returnTo")), asked.get("prompt") === "none"];
  try {
    const { url, leaving } = await provider.begin(callbackOf(services), isSilent);
    const until = services.clock.now() + LEAVING_MS;
    const kept: LeavingCookie = { ...leaving, id: newId(MetChallenge), returnTo, isSilent: Number(isSilent), until };
    const cookies = new Cookies(visit);
    const under = cookies.names().filter((name) => name.startsWith(cookies.named(LEAVING)));
    if (under.length >= MOST_LEAVING) under.forEach((name) => cookies.drop(name));
    cookies.keep(cookies.named(leavingOf(leaving.state)), services.sealer.seal(LEAVING, kept), LEAVING_MS, "Lax");
    redirect(response, url.href);
  } catch (error) {
    if (isSilent) return redirect(response, returnTo);
    refuse(visit, error, returnTo);
  }
}

async function arrive(visit: Visit): Promise<void> {
  const { services, provider, request, response } = visit;
  const { sealer, clock, log } = services;
  const cookies = new Cookies(visit);
  const name = cookies.named(leavingOf(askedIn(request).get("state") ?? ""));
  const left = sealer.open<LeavingCookie>(LEAVING, cookies.read(name));
  cookies.drop(name);
  const returnTo = returnAddress(left?.returnTo ?? null);
  try {
    if (!left || left.until <= clock.now()) throw notBegunHere();
    const arrival = await provider.finish(new URL(`${services.publicUrl}${request.url}`), left);
    if (!arrival) return redirect(response, returnTo);
    const { id, until: expiresAt } = left;
    const tell = (accountId: string, what: Left): void => {
      if (what.unknown.length + Number(what.isMember) + Number(what.isLastAdministrator) > 0)
        log.info({ accountId, ...what }, "not all that the identity provider says of somebody's roles was followed");
    };
    const session = await sessionsFor(services).open(
      (tx) => admitArrival(tx, arrival, provider.settings, { id, expiresAt }, ({ id: who }, what) => tell(who, what)),
      clientOf(request),
      { id: null, remember: false },
      { sessionId: arrival.sessionId, isMultiFactor: isMultiFactor(arrival.claims) },
    );
    if (arrival.idToken.length <= LONGEST_ID_TOKEN)
      cookies.keep(HINT, arrival.idToken, session.refreshTokenExpiresAt - clock.now(), "Strict", PATH);
    land(visit, { token: session.refreshToken, code: "", reason: "" }, returnTo);
  } catch (error) {
    refuse(visit, error, returnTo);
  }
}

/** The page that the browser was sent to takes the session, once. Refused with what went wrong, if it did. */
async function handOver(visit: Visit): Promise<void> {
  const { services, request, response } = visit;
  if (!originAllowed(request, services.allowedOrigins)) throw new Refusal("FORBIDDEN", { reason: "host" });
  const cookies = new Cookies(visit);
  const name = cookies.named(ARRIVAL);
  const arrival = services.sealer.open<ArrivalCookie>(ARRIVAL, cookies.read(name));
  cookies.drop(name);
  if (!arrival || arrival.until <= services.clock.now()) throw notBegunHere();
  if (arrival.token === "") throw new Refusal(arrival.code as RefusalCode, { reason: arrival.reason as Reason });
  // A refresh token works once: who has copied the cookie comes too late, or is noticed.
  const session = await sessionsFor(services).refresh(arrival.token, clientOf(request));
  answerJson(response, 200, {
    accountId: session.account.id,
    accessToken: session.accessToken,
    accessTokenExpiresAt: new Date(session.accessTokenExpiresAt).toISOString(),
    refreshToken: session.refreshToken,
  });
}

/** The page has ended its own session; the person is signed out at the provider too, which sends them back. */
async function signOutThere(visit: Visit): Promise<void> {
  const { services, provider, response } = visit;
  const cookies = new Cookies(visit);
  const idToken = cookies.read(HINT);
  cookies.drop(HINT, PATH);
  const back = `${services.publicUrl}/`;
  const there = await provider.end(idToken || null, back).catch((error: unknown) => {
    services.log.warn({ err: error }, "somebody could not be signed out at the identity provider");
    return null;
  });
  redirect(response, there?.href ?? back);
}

async function takeLogout({ services, provider, request, response }: Visit): Promise<void> {
  const body = new URLSearchParams(await readBody(request, LONGEST_LOGOUT));
  try {
    const ended = await provider.readLogoutToken(body.get("logout_token") ?? "");
    await services.database.transact((tx) => endOutsideSessions(tx, provider.settings.issuer, ended));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "UNAUTHENTICATED") throw error;
    // As the specification has it: whatever is wrong with the token is a bad request.
    throw new Refusal("BAD_USER_INPUT", { reason: "outside.unverified" });
  }
  response.writeHead(200).end();
}

const [LEAVING, ARRIVAL, HINT] = ["redress-leaving", "redress-arrival", "redress-hint"] as const;

/** Several tabs may be on their way. */
const leavingOf = (state: string): string =>
  `${LEAVING}-${createHash("sha256").update(state).digest("hex").slice(0, 12)}`;

/** From where is known when the page continues the session. */
const clientOf = ({ headers }: IncomingMessage): Client => ({ address: "", userAgent: headers["user-agent"] ?? null });

const callbackOf = ({ publicUrl }: Services): string => `${publicUrl}${PATH}/callback`;

const askedIn = ({ url = "" }: IncomingMessage): URLSearchParams =>
  new URLSearchParams(url.split("?").slice(1).join("?"));

function land(visit: Visit, arrival: Omit<ArrivalCookie, "until">, returnTo: string): void {
  const { services } = visit;
  const cookies = new Cookies(visit);
  const sealed = services.sealer.seal(ARRIVAL, { ...arrival, until: services.clock.now() + ARRIVAL_MS });
  cookies.keep(cookies.named(ARRIVAL), sealed, ARRIVAL_MS, "Strict");
  redirect(visit.response, `/sign-in?${new URLSearchParams({ arrived: "", next: returnTo }).toString()}`);
}

/** The sign-in page says it, in the words and the language of the pages. Faults stay faults. */
function refuse(visit: Visit, error: unknown, returnTo: string): void {
  if (!(error instanceof Refusal)) throw error;
  const { code, details, cause } = error;
  if (cause) visit.services.log.warn({ err: cause, code, reason: details.reason }, "somebody could not sign in");
  land(visit, { token: "", code, reason: details.reason ?? code }, returnTo);
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { Location: to }).end();
}

/** With TLS no other host of the domain can set them: what begins with __Host- is only ever this host's own. */
class Cookies {
  private readonly isSecure: boolean;
  private readonly given: ReadonlyMap<string, string>;
  private readonly response: ServerResponse;

  constructor({ services, request, response }: Visit) {
    this.isSecure = services.publicUrl.startsWith("https:");
    this.response = response;
    this.given = new Map(
      (request.headers.cookie ?? "").split(";").map((pair) => {
        const [name = "", ...value] = pair.split("=");
        return [name.trim(), value.join("=").trim()];
      }),
    );
  }

  named(name: string): string {
    return this.isSecure ? `__Host-${name}` : name;
  }

  names(): string[] {
    return [...this.given.keys()];
  }

  read(name: string): string {
    return this.given.get(name) ?? "";
  }

  keep(name: string, value: string, milliseconds: number, sameSite: "Lax" | "Strict", path = "/"): void {
    const seconds = Math.floor(milliseconds / 1000);
    const secure = this.isSecure ? "; Secure" : "";
    this.response.appendHeader(
      "Set-Cookie",
      `${name}=${value}; Path=${path}; HttpOnly; SameSite=${sameSite}; Max-Age=${seconds}${secure}`,
    );
  }

  drop(name: string, path = "/"): void {
    if (this.given.has(name)) this.keep(name, "", 0, "Lax", path);
  }
}
