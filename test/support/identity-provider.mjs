/*
 * A real OpenID Connect provider, to try signing in with: node test/support/identity-provider.mjs PORT PLATFORM_URL
 * Whoever types a name is that person. What is said of them is put at /people, as {name: {claims, amr}}.
 */
import Provider from "oidc-provider";

const [port = "4100", platform = "http://localhost:4000"] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
let people = {};

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "redress",
      client_secret: "a secret of the test's own provider",
      redirect_uris: [`${platform}/sign-in/oidc/callback`],
      post_logout_redirect_uris: [`${platform}/`],
      backchannel_logout_uri: `${platform.replace("localhost", "127.0.0.1")}/sign-in/oidc/back-channel-logout`,
      backchannel_logout_session_required: true,
    },
  ],
  claims: { openid: ["sub", "amr"], profile: ["name", "locale"], groups: ["groups"] },
  scopes: ["openid", "profile", "groups"],
  pkce: { required: () => true },
  cookies: { keys: ["of this process alone"] },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  // Without its guard against private addresses: the platform is on this machine.
  fetch: (url, { dispatcher: _, ...options }) => fetch(url, options),
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = `<!DOCTYPE html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`;
      },
    },
  },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ name: sub, ...people[sub]?.claims, sub }) }),
  // The platform is the provider's own: nobody is asked for consent.
  async loadExistingGrant({ oidc }) {
    const { Grant } = oidc.provider;
    const grant = new Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope("openid profile groups");
    await grant.save();
    return grant;
  },
});

const bodyOf = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

provider.on("backchannel.error", (_, error) => console.error("back-channel:", error.message, error.cause));
provider.use(async (ctx, next) => {
  const { method, path, req, res } = ctx;
  if (method === "PUT" && path === "/people") {
    people = JSON.parse(await bodyOf(req));
    ctx.status = 204;
  } else if (path.startsWith("/interaction/") && method === "GET") {
    await provider.interactionDetails(req, res);
    ctx.body = `<!DOCTYPE html><title>Who are you?</title><form method="post">
      <label>Name <input name="name" required></label> <button>Sign in</button> <button name="no" value="1" formnovalidate>No</button></form>`;
  } else if (path.startsWith("/interaction/") && method === "POST") {
    const given = new URLSearchParams(await bodyOf(req));
    const name = given.get("name") ?? "";
    const result = given.has("no")
      ? { error: "access_denied" }
      : { login: { accountId: name, amr: people[name]?.amr ?? ["pwd"] } };
    const to = await provider.interactionResult(req, res, result);
    ctx.redirect(to);
  } else await next();
});

provider.listen(Number(port), () => console.log(`${issuer} answers`));
