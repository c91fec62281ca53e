import { createRemoteJWKSet, jwtVerify, type JWTPayload } from "jose";
import * as oidc from "openid-client";
import type { Reader } from "../../platform/database/reader";
import { isLoopback } from "../../platform/loopback.pure";
import { Refusal } from "../../platform/refusal";
import { CLOCK_TOLERANCE_S } from "../sessions/access-tokens";
import type { AccountRole } from "../actor/account-enums.types";
import { isUnreachable, unreachable } from "../sign-in/away.pure";
import { ALGORITHMS } from "../sign-in/signatures.table";

export interface IdentityProviderSettings {
  issuer: string;
  clientId: string;
  /** null: a public client, which PKCE alone protects. */
  clientSecret: string | null;
  scopes: string;
  /** What people call it. */
  name: string;
  /** The claim that names what people are there; null: sign-ins change no roles. */
  roleClaim: string | null;
  /** Whether SCIM gives the roles that take two persons here. */
  scimRoles: boolean;
  /** By what the provider calls them. */
  roles: ReadonlyMap<string, AccountRole>;
}

/** What is kept in the browser from when somebody leaves for the provider until they are back. */
export interface Leaving {
  state: string;
  nonce: string;
  verifier: string;
}

export interface Arrival {
  subject: string;
  /** Of the ID token, and of the provider's answer about the person where the token does not say. */
  claims: JWTPayload;
  /** What the provider calls this sign-in. */
  sessionId: string | null;
  idToken: string;
}

const PATIENCE_S = 5;
/** A provider repeats a logout token for minutes at most. */
const LOGOUT_TOKEN_LIFE_S = 300;
export const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** It would have asked the person something, and was told not to. */
const SILENT = new Set(["login_required", "interaction_required", "consent_required", "account_selection_required"]);

const opened = new WeakMap<object, IdentityProvider>();

/** The platform's OpenID Connect provider. It is asked for what it offers when somebody first needs it, so that this starts without it. */
export class IdentityProvider {
  private offered: Promise<oidc.Configuration> | null = null;
  private keys: ReturnType<typeof createRemoteJWKSet> | null = null;

  constructor(readonly settings: IdentityProviderSettings) {}

  static openBy(reader: Reader, provider: IdentityProvider): void {
    opened.set(reader.source, provider);
  }

  static of(reader: Reader): IdentityProvider | null {
    return opened.get(reader.source) ?? null;
  }

  /** Where to send the person. `isSilent`: it shows them nothing, and sends them back at once, signed in or not. */
  async begin(callback: string, isSilent: boolean): Promise<{ url: URL; leaving: Leaving }> {
    const config = await this.configuration();
    const leaving = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: this.settings.scopes,
      state: leaving.state,
      nonce: leaving.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(leaving.verifier),
      code_challenge_method: "S256",
      ...(isSilent ? { prompt: "none" } : {}),
    });
    return { url, leaving };
  }

  /** Who has come back to `url`; null: a silent attempt, and nobody is signed in there. */
  async finish(url: URL, { state, nonce, verifier }: Leaving): Promise<Arrival | null> {
    const config = await this.configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(config, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const own = tokens.claims();
      if (!own || !tokens.id_token || own.sub === "" || own.sub.length > 255) throw unverified();
      const told = config.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(config, tokens.access_token, own.sub)
        : {};
      return {
        subject: own.sub,
        // How they were proven is the token's to say.
        claims: { ...told, amr: undefined, acr: undefined, ...own },
        sessionId: typeof own.sid === "string" && own.sid.length <= 255 ? own.sid : null,
        idToken: tokens.id_token,
      };
    } catch (error) {
      if (error instanceof oidc.AuthorizationResponseError && SILENT.has(error.error)) return null;
      throw refusalFor(error);
    }
  }

  /** Where the person is signed out there too; null: it offers no such place. */
  async end(idToken: string | null, back: string): Promise<URL | null> {
    const config = await this.configuration();
    if (!config.serverMetadata().end_session_endpoint) return null;
    return oidc.buildEndSessionUrl(config, {
      post_logout_redirect_uri: back,
      ...(idToken === null ? {} : { id_token_hint: idToken }),
    });
  }

  /** What the provider tells of a sign-in that has ended. Refused unless it is meant for us, and is no token of another kind. */
  async readLogoutToken(token: string): Promise<{ jti: string; subject: string | null; sessionId: string | null }> {
    const config = await this.configuration();
    const { jwks_uri: jwks } = config.serverMetadata();
    if (!jwks) throw unverified();
    this.keys ??= createRemoteJWKSet(new URL(jwks), { timeoutDuration: PATIENCE_S * 1000 });
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.keys, {
        algorithms: ALGORITHMS,
        issuer: this.settings.issuer,
        audience: this.settings.clientId,
        requiredClaims: ["iat", "jti", "events"],
        maxTokenAge: LOGOUT_TOKEN_LIFE_S,
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      const { jti = "", sub, sid, events, nonce } = payload;
      const kind = protectedHeader.typ?.toLowerCase().replace(/^application\//, "");
      const isOne =
        (kind === undefined || kind === "jwt" || kind === "logout+jwt") &&
        typeof events === "object" &&
        events !== null &&
        LOGOUT_EVENT in events &&
        nonce === undefined &&
        (sub !== undefined || typeof sid === "string");
      if (!isOne) throw unverified();
      return { jti, subject: sub ?? null, sessionId: typeof sid === "string" ? sid : null };
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw isUnreachable(error) ? unreachable(error) : unverified(error);
    }
  }

  private async configuration(): Promise<oidc.Configuration> {
    this.offered ??= this.discover();
    try {
      return await this.offered;
    } catch (error) {
      this.offered = null;
      throw unreachable(error);
    }
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId } = this.settings;
    const server = new URL(issuer);
    // Signatures of ID tokens are verified besides, whatever TLS has proven.
    const execute = [oidc.enableNonRepudiationChecks];
    // Of a provider on this machine nobody stands between.
    if (server.protocol === "http:" && isLoopback(server.hostname)) execute.push(oidc.allowInsecureRequests);
    const metadata = { [oidc.clockTolerance]: CLOCK_TOLERANCE_S };
    const config = await oidc.discovery(server, clientId, metadata, this.proof(), { execute, timeout: PATIENCE_S });
    // To the letter, a slash at the end too: accounts are known by it.
    const named = config.serverMetadata().issuer;
    if (named !== issuer) throw new Error(`the identity provider calls itself ${named}: set OIDC_ISSUER to that`);
    return config;
  }

  /** As the provider wants to be shown the secret; where it does not say, in the header. */
  private proof(): oidc.ClientAuth {
    const { clientSecret } = this.settings;
    if (clientSecret === null) return oidc.None();
    const [basic, post] = [oidc.ClientSecretBasic(clientSecret), oidc.ClientSecretPost(clientSecret)];
    return (server, ...rest) => {
      const offered = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
      return (offered.includes("client_secret_basic") ? basic : post)(server, ...rest);
    };
  }
}

/** Nothing that came with the person proves who they are. */
export function unverified(cause?: unknown): Refusal {
  const refusal = new Refusal("UNAUTHENTICATED", { reason: "outside.unverified" });
  refusal.cause = cause;
  return refusal;
}

const AWAY = new Set(["OAUTH_TIMEOUT", "OAUTH_ABORT", "OAUTH_RESPONSE_IS_NOT_CONFORM", "OAUTH_RESPONSE_IS_NOT_JSON"]);

function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof oidc.AuthorizationResponseError)
    return new Refusal("UNAUTHENTICATED", { reason: "outside.declined" });
  // The code was used or has expired: whoever begins again gets another.
  if (error instanceof oidc.ResponseBodyError && error.error === "invalid_grant") return notBegunHere();
  const isAway =
    (error instanceof oidc.ClientError && AWAY.has(error.code ?? "")) ||
    (error instanceof TypeError && error.message === "fetch failed");
  return isAway ? unreachable(error) : unverified(error);
}

/** Somebody else's sign-in, or one of too long ago. */
export const notBegunHere = (): Refusal => new Refusal("UNAUTHENTICATED", { reason: "outside.notBegunHere" });
