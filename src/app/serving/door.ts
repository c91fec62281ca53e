import type { IncomingMessage } from "node:http";
import { refuseAddress, type Sessions } from "../../accounts/sign-in/sessions";
import type { Scope } from "../../accounts/actor/scope.types";
import { Context, type Services } from "../../platform/graphql/context";
import { programOf, type Program } from "../../platform/graphql/program";
import type { Sender } from "../../platform/uploads/file-route";
import type { LocaleSettings } from "../../platform/identity/actor";
import type { RemoteAddresses } from "../../platform/http/remote-address";
import { requestIdOf } from "../../platform/http/request-id";
import { asFarAsProven, hasLostScopes, whyNotByScope, type Actor } from "../../accounts/actor/actor";
import { localeSettings } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { CLIENT_FILES } from "../client-operations.table";

/** What comes along with a request, or with a socket's first message. */
interface Entering {
  authorization: string | undefined;
  language: string | undefined;
  program: Program | null;
  /** It opens a connection, which needs no proof again. */
  once?: boolean;
  /** For one operation, which has what it asks of its actor read (`Pipeline`). */
  unbound?: boolean;
}

/** Authenticates requests and sockets. */
export class Door {
  /** Of requests for files, who pays for them before they are looked at. */
  private readonly entered = new WeakMap<IncomingMessage, Promise<Context>>();

  constructor(
    private readonly services: Services,
    private readonly sessions: Sessions,
    private readonly addresses: RemoteAddresses,
  ) {}

  addressOf(request: IncomingMessage): string {
    return this.addresses.of(request);
  }

  visitor(request: IncomingMessage, program: Program | null = null): Context {
    return this.context(request, null, null, localeSettings(request.headers["accept-language"]), program);
  }

  /** For an operation. */
  byHeader(request: IncomingMessage): Promise<Context> {
    return this.byHeaders(request, true);
  }

  private async byHeaders(request: IncomingMessage, unbound: boolean): Promise<Context> {
    const { headers } = request;
    const program = programOf(oneOf(headers["x-client-name"]), oneOf(headers["x-client-version"]));
    const { authorization, "accept-language": language } = headers;
    return (await this.enter(request, { authorization, language, program, unbound })).context;
  }

  /** Who fetches or sends a file; null for visitors. An API client needs the scope of the folder. */
  async byFile(request: IncomingMessage): Promise<Sender | null> {
    const context = await this.once(request);
    const { actor } = context;
    const obstacle = whyNotByScope(actor, scopeOfFile(request));
    if (obstacle) throw new Refusal(obstacle.code, obstacle);
    return actor && { actor, still: async () => (await this.still(context)).signedIn() };
  }

  /** Who pays for a file: whoever proves who they are, or else their address. */
  async payerOf(request: IncomingMessage): Promise<Context> {
    return this.once(request).catch(() => this.visitor(request));
  }

  private once(request: IncomingMessage): Promise<Context> {
    const known = this.entered.get(request) ?? this.byHeaders(request, false);
    this.entered.set(request, known);
    return known;
  }

  async bySocket(
    request: IncomingMessage,
    params: Record<string, unknown>,
  ): Promise<{ context: Context; expiresAt: number | null }> {
    const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
    const { headers } = request;
    // A page cannot give its websocket headers.
    const program = programOf(
      text(params.clientName) ?? oneOf(headers["x-client-name"]),
      text(params.clientVersion) ?? oneOf(headers["x-client-version"]),
    );
    return this.enter(request, {
      authorization: text(params.authorization) ?? text(params.Authorization),
      language: text(params.locale) ?? headers["accept-language"],
      program,
      once: true,
    });
  }

  /** Re-reads the same person for the next operation on their socket. */
  async renew(context: Context): Promise<Context> {
    const { actor } = context;
    const { position } = this.services.tail;
    if (!actor) return context.forNextOperation(null);
    return this.same(context, await this.services.currentActor(actor.accountId), position);
  }

  /** Reads them afresh; refuses if the person's session has ended or their account is suspended; the same of an API client's key. */
  async still(context: Context): Promise<Context> {
    const { actor, sessionId } = context;
    const { position } = this.services.tail;
    return actor ? this.same(context, await this.sessions.still(actor.accountId, sessionId), position) : context;
  }

  private same(context: Context, now: Actor | null, position: number): Context {
    if (!now || now.tokenVersion !== context.actor?.tokenVersion)
      throw new Refusal("UNAUTHENTICATED", { reason: context.actor?.client ? "client.keyEnded" : "signedOut" });
    refuseAddress(now, context.remoteAddress);
    if (hasLostScopes(context.actor, now)) throw new Refusal("UNAUTHENTICATED", { reason: "client.changed" });
    return context.forNextOperation(asFarAsProven(context.actor, now), position);
  }

  private async enter(
    request: IncomingMessage,
    { authorization, language, program, once = false, unbound = false }: Entering,
  ): Promise<{ context: Context; expiresAt: number | null }> {
    const settings = localeSettings(language);
    if (authorization === undefined)
      return { context: this.context(request, null, null, settings, program), expiresAt: null };
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    // Never silently treated as a visitor: a client that sends a token expects to be signed in.
    if (!token) throw new Refusal("UNAUTHENTICATED", { reason: "badToken" });
    const { position } = this.services.tail;
    const { actor, sessionId, expiresAt } = await this.sessions.authenticate(token, {
      address: this.addressOf(request),
      once,
      unbound,
    });
    return {
      context: this.context(
        request,
        actor,
        sessionId,
        { locale: language === undefined ? actor.locale : settings.locale, timeZone: actor.timeZone },
        program,
        position,
      ),
      expiresAt,
    };
  }

  private context(
    request: IncomingMessage,
    actor: Actor | null,
    sessionId: string | null,
    settings: LocaleSettings,
    program: Program | null,
    position?: number,
  ): Context {
    // Sockets, of which there are thousands, start with GET and need not keep it.
    const userAgent = request.method === "POST" ? (request.headers["user-agent"] ?? null) : null;
    const address = this.addressOf(request);
    const requestId = requestIdOf(request);
    return new Context(this.services, actor, settings, requestId, address, sessionId, userAgent, program, position);
  }
}

const oneOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(", ") : header;

function scopeOfFile({ method = "GET", url = "" }: IncomingMessage): Scope | "NONE" | undefined {
  const { fetch, send } = CLIENT_FILES[url.split(/[/?]/)[1] ?? ""] ?? {};
  return method === "GET" ? fetch : send;
}
