import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../../src/app/config-error";
import { parseConfig } from "../../src/config";
import { SETTINGS } from "../../src/app/settings.table";
import { temporaryFolder } from "../support/temporary";

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    parseConfig({ SECRET: "x".repeat(32), ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

test("without any setting there are sensible ones", async () => {
  await using folder = await temporaryFolder("config");
  const config = parseConfig({ DATA_DIR: folder.path });
  // Whether there is a demo is the database's to say: only what it has made itself is shown.
  expect(config).toMatchObject({ port: 4000, host: "127.0.0.1", demo: "IF_DEMO", development: "IF_DEMO" });
  expect(config.database.url).toMatch(/^sqlite:.*redress\.db$/);
});

describe("the demo and its clock are off wherever others might come in", () => {
  const left = async (env: Record<string, string>): Promise<unknown[]> => {
    await using folder = await temporaryFolder("config");
    const { demo, development } = parseConfig({ DATA_DIR: folder.path, ...env });
    return [demo, development];
  };
  const elsewhere = { HOST: "0.0.0.0", PUBLIC_URL: "https://redress.example" };

  test.each<Record<string, string>>([
    { DATABASE_URL: "mysql://root@127.0.0.1/redress" },
    { DATABASE_URL: "sqlite:/var/lib/redress.db" },
    { SECRET: "x".repeat(32) },
    { PUBLIC_URL: "https://redress.example" },
    elsewhere,
    { ...elsewhere, HOST: "::" },
    { ...elsewhere, HOST: "192.168.1.10" },
    { ...elsewhere, HOST: "redress.internal" },
    { DEMO: "false", DEVELOPMENT: "false" },
  ])("by themselves: %p", async (env) => {
    expect(await left(env)).toEqual([false, false]);
  });

  test.each<Record<string, string>>([
    {},
    { HOST: "localhost" },
    { HOST: "127.0.0.2" },
    { HOST: "::1" },
    { HOST: "::ffff:127.0.0.1" },
    { PUBLIC_URL: "http://localhost:4000" },
    { PUBLIC_URL: "http://[::1]:4000" },
  ])("not on this machine: %p", async (env) => {
    expect(await left(env)).toEqual(["IF_DEMO", "IF_DEMO"]);
  });

  test("asked for on this machine, with any database", async () => {
    const asked = { DEMO: "true", DEVELOPMENT: "true", SECRET: "x".repeat(32) };
    expect(await left({ ...asked, DATABASE_URL: "mysql://root@127.0.0.1/redress" })).toEqual([true, true]);
  });

  test.each(["DEMO", "DEVELOPMENT"])("%s=true is refused, and why is said", (name) => {
    expect(problemsOf({ ...elsewhere, [name]: "true" })).toEqual([
      expect.stringContaining(`${name}=true: HOST=0.0.0.0 and PUBLIC_URL=https://redress.example lets others in`),
    ]);
    expect(problemsOf({ PUBLIC_URL: "https://redress.example", [name]: "true" })).toEqual([
      expect.stringContaining("PUBLIC_URL=https://redress.example lets others in"),
    ]);
  });
});

test("webhooks go to this machine where npm start alone makes a demo, or development is on, and nowhere else", async () => {
  await using folder = await temporaryFolder("config");
  const here = { WEBHOOK_LOOPBACK: "true", DATA_DIR: folder.path };
  expect(parseConfig(here)).toMatchObject({ webhookLoopback: true, demo: "IF_DEMO" });
  expect(() => parseConfig({ ...here, DEMO: "false" })).toThrow(/WEBHOOK_LOOPBACK=true: only in a demo/);
  expect(problemsOf({ ...here, DEVELOPMENT: "true" })).toEqual([]);
  const others: Record<string, string>[] = [{}, { HOST: "0.0.0.0", PUBLIC_URL: "https://redress.example" }];
  for (const given of others)
    expect(problemsOf({ ...here, ...given })).toEqual([
      expect.stringMatching(/^WEBHOOK_LOOPBACK=true: only in a demo/),
    ]);
});

test("whatever stands in a setting, it is taken or the setting is named", () => {
  for (const { name } of SETTINGS)
    for (const value of [
      "\u0001 strange",
      "-1",
      "9".repeat(20),
      "http://[",
      "https://",
      "0x10",
      " ",
      "1e3",
      "true ",
      ",",
      "=",
      "{}",
    ])
      for (const problem of problemsOf({ DATABASE_URL: "mysql://root@127.0.0.1/redress", [name]: value }))
        expect([value, problem]).toEqual([value, expect.stringContaining(name)]);
});

test.each([" ", "0x10", "1e3", "4000.0", "four"])("a number is written in digits, not %p", (value) => {
  for (const name of ["PORT", "SANDBOXES", "DISK_RESERVE_MB"])
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name}=.*must be a whole number`)]);
});

test("an origin or a host that no browser would send is not waited for", () => {
  const right = { ALLOWED_ORIGINS: "https://shop.example, capacitor://localhost", ALLOWED_HOSTS: "a.example:8443,b" };
  expect(problemsOf(right)).toEqual([]);
  for (const origin of [
    "https://shop.example/",
    "shop.example",
    "https://Shop.example",
    "https://shop.example:443",
    "*",
  ])
    expect(problemsOf({ ALLOWED_ORIGINS: origin })).toEqual([
      expect.stringMatching(/must be origins as browsers send them.*; not “/),
    ]);
  expect(problemsOf({ ALLOWED_HOSTS: "shop.example/app" })).toEqual([expect.stringMatching(/^ALLOWED_HOSTS=.*not “/)]);
});

test("what is open to others says where it is, and speaks https", () => {
  expect(problemsOf({ HOST: "0.0.0.0" })).toEqual([expect.stringMatching(/^PUBLIC_URL: needed with HOST=0\.0\.0\.0/)]);
  expect(problemsOf({ HOST: "0.0.0.0", PUBLIC_URL: "http://redress.example" })).toEqual([
    expect.stringMatching(/^PUBLIC_URL: must be https/),
  ]);
  expect(problemsOf({ HOST: "0.0.0.0", PUBLIC_URL: "https://redress.example" })).toEqual([]);
});

test("keys of an outside identity provider are fetched by https, or from this machine", () => {
  const outside = (JWKS_URL: string) =>
    problemsOf({ JWKS_URL, JWT_ISSUER: "https://id.example", JWT_AUDIENCE: "redress" });
  expect(outside("http://id.example/keys")).toEqual([expect.stringMatching(/^JWKS_URL: must be https/)]);
  for (const url of ["https://id.example/keys", "http://127.0.0.1:8080/keys", "http://localhost/keys"])
    expect(outside(url)).toEqual([]);
});

test("all wrong settings are told together, each naming its variable", () => {
  const problems = problemsOf({
    PORT: "eighty",
    DATABASE_URL: "postgres://x",
    STORAGE_URL: "s3:bucket",
    DEMO: "perhaps",
    JWKS_URL: "https://id.example/keys",
  });
  expect(problems.map((problem) => problem.split(/[=:]/)[0])).toEqual([
    "PORT",
    "DATABASE_URL",
    "STORAGE_URL",
    "DEMO",
    "JWKS_URL, JWT_ISSUER, JWT_AUDIENCE",
  ]);
});

describe("what a process does", () => {
  const server = { DATABASE_URL: "mysql://root@127.0.0.1/redress", SECRET: "x".repeat(32) };

  test("is everything, or what is named", () => {
    expect([...parseConfig({ ...server }).roles]).toEqual(["web", "live", "worker"]);
    expect([...parseConfig({ ...server, ROLES: "live, web" }).roles]).toEqual(["live", "web"]);
    expect(problemsOf({ ROLES: "worker,live,web" })).toEqual([]);
  });

  test.each([",", "web,", "web,web", "sweep", "web;live", "WEB"])("is no other word, and each once: %p", (roles) => {
    expect(problemsOf({ ...server, ROLES: roles })).toEqual([expect.stringMatching(/^ROLES=.*each once/)]);
  });

  test("is not left to others that cannot do it", () => {
    expect(problemsOf({ ROLES: "web,live" })).toEqual([expect.stringMatching(/^ROLES: without worker, .* SQLite/)]);
    expect(problemsOf({ ...server, ROLES: "web,worker", DEMO_MARKET: "small" })).toEqual([
      expect.stringMatching(/^DEMO_MARKET: /),
    ]);
  });
});

test("a demo's market that nothing would play is no silent wish", () => {
  const demo = { DEMO: "true", DEMO_MARKET: "full" };
  expect(problemsOf(demo)).toEqual([expect.stringMatching(/^DEMO_MARKET: .*DEVELOPMENT=true/)]);
  expect(problemsOf({ ...demo, DEVELOPMENT: "true" })).toEqual([]);
  expect(problemsOf({ ...demo, DEMO_MARKET: "none" })).toEqual([]);
});

test.each(["SECRET", "SECRET_PREVIOUS"])("a wrong %s is named but not shown", (name) => {
  const [problem] = problemsOf({ [name]: "too-short" });
  expect(problem).toContain(name);
  expect(problem).not.toContain("too-short");
});

test("whether staff need a second factor is said, or follows from whether it is a demo", () => {
  const required = (env: Record<string, string>): boolean | undefined =>
    parseConfig({ SECRET: "x".repeat(32), ...env }).staffSecondFactor;
  expect(required({ DEMO: "true" })).toBeUndefined();
  expect(required({ DEMO: "true", STAFF_SECOND_FACTOR: "true" })).toBe(true);
  expect(required({ DEMO: "false", STAFF_SECOND_FACTOR: "false" })).toBe(false);
});

test("sandboxes are where one process does everything, and elsewhere where somebody says so", () => {
  const of = (env: Record<string, string>): number[] => {
    const { sandboxes } = parseConfig({ SECRET: "x".repeat(32), ...env });
    return [sandboxes.most, sandboxes.mostOpen];
  };
  const cluster = { DATABASE_URL: "mariadb://redress:redress@127.0.0.1/redress" };
  expect(of({})).toEqual([20, 4]);
  expect(of(cluster)).toEqual([0, 0]);
  expect(of({ ...cluster, SANDBOXES: "9", SANDBOXES_OPEN: "3" })).toEqual([9, 3]);
});

test("every setting is explained", () => {
  for (const { name, meaning } of SETTINGS) expect([name, meaning.length > 10]).toEqual([name, true]);
});

test("a database on this machine may be reached through its socket, and nothing else follows its address", () => {
  const to = (search: string, host = "localhost"): string[] =>
    problemsOf({ SECRET: "x".repeat(32), DATABASE_URL: `mariadb://redress@${host}/redress${search}` });
  expect(to("?socketPath=/run/mysqld/mysqld.sock")).toEqual([]);
  for (const search of ["?socketPath=mysqld.sock", "?socketPath=", "?", "?ssl=true", "?socketPath=/a&ssl=true"])
    expect(to(search)).toEqual([expect.stringMatching(/^DATABASE_URL.*only \?socketPath=.* follows/)]);
  expect(to("?socketPath=/run/mysqld/mysqld.sock", "db.internal")).not.toEqual([]);
});

test("an address that the driver would read otherwise than we is refused, not reached without encryption", () => {
  const to = (rest: string): string[] => problemsOf({ SECRET: "x".repeat(32), DATABASE_URL: `mysql://${rest}` });
  expect(to("redress:a%3Fb%23c%40d%2Fe%25@db.internal/redress")).toEqual([]);
  for (const rest of [
    "redress:a?b@db.internal/redress",
    "redress:a#b@db.internal/redress",
    "localhost#a@db.internal/redress",
  ])
    expect(to(rest)).toEqual([expect.stringMatching(/^DATABASE_URL=….*%3F/)]);
});

describe("the way to a database elsewhere is encrypted, unless somebody says otherwise", () => {
  const tlsTo = (DATABASE_URL: string, env: Record<string, string> = {}): unknown =>
    parseConfig({ SECRET: "x".repeat(32), DATABASE_URL, ...env }).database.tls;
  const verified = { rejectUnauthorized: true, verifyIdentity: true };

  test("to this machine it is not", () => {
    for (const host of ["127.0.0.1:3306", "localhost", "[::1]:3306"])
      expect(tlsTo(`mysql://root@${host}/redress`)).toBeUndefined();
    expect(tlsTo("sqlite:/var/lib/redress.db", { DATABASE_TLS: "verify" })).toBeUndefined();
  });

  test("to any other one it is", async () => {
    expect(tlsTo("mysql://root@db.internal/redress")).toEqual(verified);
    expect(problemsOf({ DATABASE_URL: "mariadb://root@10.0.0.7:3306/redress" })).toEqual([
      expect.stringMatching(/^DATABASE_TLS=verify: a certificate is verified for a name/),
    ]);
    expect(tlsTo("mariadb://root@10.0.0.7/redress", { DATABASE_TLS: "require" })).toEqual({
      rejectUnauthorized: false,
    });
    expect(tlsTo("mysql://root@db.internal/redress", { DATABASE_TLS: "off" })).toBeUndefined();
    await using folder = await temporaryFolder("config");
    const file = join(folder.path, "ca.pem");
    await writeFile(file, "PEM");
    expect(tlsTo("mysql://root@db.internal/redress", { DATABASE_CA_FILE: file })).toEqual({ ...verified, ca: "PEM" });
  });

  test("what cannot be meant is refused", () => {
    const to = { DATABASE_URL: "mysql://root@localhost/redress" };
    expect(problemsOf({ ...to, DATABASE_CA_FILE: "/no/such.pem", DATABASE_TLS: "verify" })).toEqual([
      "DATABASE_CA_FILE=/no/such.pem: cannot be read (ENOENT)",
    ]);
    expect(problemsOf({ ...to, DATABASE_CA_FILE: "/etc/hosts" })).toEqual([
      "DATABASE_CA_FILE: only with DATABASE_TLS=verify",
    ]);
    expect(problemsOf({ ...to, DATABASE_TLS: "yes" })).toEqual([expect.stringMatching(/^DATABASE_TLS=yes: /)]);
  });

  test("a replica has a way of its own, and is one of a server", () => {
    const to = { DATABASE_URL: "mysql://root@localhost/redress", DATABASE_POOL: "9" };
    expect(parseConfig(to).replica).toBeNull();
    const read = "mysql://reader@replica.example/redress";
    expect(parseConfig({ ...to, DATABASE_READ_URL: read })).toMatchObject({
      database: { url: to.DATABASE_URL },
      replica: { url: read, poolSize: 9, tls: { rejectUnauthorized: true, verifyIdentity: true } },
    });
    expect(problemsOf({ ...to, DATABASE_READ_URL: "mysql://reader@10.0.0.7/redress" })).toEqual([
      expect.stringContaining("DATABASE_READ_URL has an IP address"),
    ]);
    expect(problemsOf({ DATABASE_READ_URL: "mysql://reader@localhost/redress" })).toEqual([
      "DATABASE_READ_URL: only with a DATABASE_URL of MariaDB, whose replica it is",
    ]);
    expect(problemsOf({ ...to, DATABASE_READ_URL: "sqlite:/somewhere" })).toEqual([
      expect.stringMatching(/^DATABASE_READ_URL=…: must be/),
    ]);
  });

  test("Redis is one server, or what sentinels call the master", () => {
    for (const url of ["redis://one:6379", "rediss://one", "redis+sentinel://:pass@one:26379,two/redress"])
      expect(parseConfig({ REDIS_URL: url }).redisUrl).toBe(url);
    for (const url of ["one:6379", "redis+sentinel://one", "http://one/redress"])
      expect(problemsOf({ REDIS_URL: url })).toEqual([expect.stringMatching(/^REDIS_URL=…: must be/)]);
  });
});

describe("a secret may be in a file", () => {
  test("that its setting names, without the line's end", async () => {
    await using folder = await temporaryFolder("config");
    const file = async (name: string, text: string): Promise<string> => {
      const path = join(folder.path, name);
      await writeFile(path, text);
      return path;
    };
    const config = parseConfig({
      SECRET_FILE: await file("secret", `${"s".repeat(40)}\n`),
      SECRET_PREVIOUS_FILE: await file("previous", "p".repeat(40)),
      DATABASE_URL_FILE: await file("database", "mysql://root:pass@127.0.0.1/redress\n"),
      REDIS_URL_FILE: await file("redis", "redis://:pass@127.0.0.1\n"),
    });
    expect(config).toMatchObject({
      secret: "s".repeat(40),
      secretPrevious: "p".repeat(40),
      database: { url: "mysql://root:pass@127.0.0.1/redress" },
      redisUrl: "redis://:pass@127.0.0.1",
      // As when they are given directly: what others may reach is no demo.
      demo: false,
    });
    expect(problemsOf({ SECRET_FILE: await file("short", "short") })).toEqual([
      "SECRET_FILE: SECRET is set as well; set one of them",
      "SECRET=…: must have at least 32 characters",
    ]);
  });

  test("that is there, has something in it, and stays unsaid", async () => {
    await using folder = await temporaryFolder("config");
    const empty = join(folder.path, "empty");
    await writeFile(empty, "\n");
    expect(problemsOf({ DATABASE_URL_FILE: "/no/such" })).toEqual([
      "DATABASE_URL_FILE=/no/such: cannot be read (ENOENT)",
    ]);
    expect(problemsOf({ REDIS_URL_FILE: empty })).toEqual([`REDIS_URL_FILE=${empty}: is empty`]);
    const wrong = problemsOf({ DATABASE_URL: "postgres://root:of-the-database@127.0.0.1/x" });
    expect(wrong).toEqual([expect.stringMatching(/^DATABASE_URL=…: must be/)]);
  });
});

test("the secret that is generated stays, and one that a crash has cut short is refused", async () => {
  await using folder = await temporaryFolder("config");
  const env = { DATA_DIR: folder.path, SECRET: "" };
  const file = join(folder.path, "secret");
  expect(problemsOf(env)).toEqual([]);
  const { secret } = parseConfig(env);
  expect([await readdir(folder.path), await readFile(file, "utf8")]).toEqual([["secret"], `${secret}\n`]);
  for (const left of ["", "\n", secret.slice(0, 20)]) {
    await writeFile(file, left);
    expect(problemsOf(env)).toEqual([expect.stringMatching(/secret: has fewer than 32 characters\. Put back /)]);
  }
  expect(problemsOf({ ...env, SECRET: "s".repeat(32) })).toEqual([]);
});

test("the identity provider's settings go together, and name roles that there are", () => {
  const provider = (more: Record<string, string> = {}): string[] =>
    problemsOf({ OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "redress", ...more });
  expect(provider()).toEqual([]);
  expect(provider({ OIDC_ISSUER: "http://127.0.0.1:4100" })).toEqual([]);
  expect(provider({ OIDC_ISSUER: "http://id.example" })).toEqual([
    expect.stringMatching(/^OIDC_ISSUER: must be https/),
  ]);
  expect(problemsOf({ OIDC_ISSUER: "https://id.example" })).toEqual(["OIDC_ISSUER, OIDC_CLIENT_ID: set both or none"]);
  expect(problemsOf({ OIDC_CLIENT_SECRET: "s" })).toEqual(["OIDC_CLIENT_SECRET: only with OIDC_ISSUER"]);
  expect(provider({ OIDC_ROLE_CLAIM: "groups" })).toEqual([
    expect.stringMatching(/^OIDC_ROLE_CLAIM: only with OIDC_ROLES/),
  ]);
  expect(provider({ OIDC_SCOPES: "profile" })).toEqual([expect.stringMatching(/^OIDC_SCOPES=profile: must be openid/)]);
  for (const wrong of ["leads", "leads=LEAD", "=ADMIN", "a=ADMIN,a=AUDITOR", "shoppers=CONSUMER", "a=ADMIN,"])
    expect(provider({ OIDC_ROLES: wrong })).toEqual([expect.stringMatching(/^OIDC_ROLES=.*must be WORD=ROLE/)]);
  const keys = { JWKS_URL: "https://id.example/keys", JWT_AUDIENCE: "redress" };
  expect(provider({ ...keys, JWT_ISSUER: "https://id.example" })).toEqual([]);
  expect(provider({ ...keys, JWT_ISSUER: "https://another.example" })).toEqual([
    expect.stringMatching(/^OIDC_ISSUER, JWT_ISSUER: must be the same/),
  ]);
  const { identityProvider } = parseConfig({
    SECRET: "x".repeat(32),
    OIDC_ISSUER: "https://id.example",
    OIDC_CLIENT_ID: "redress",
    OIDC_ROLES: "cn=leads=LEAD_MODERATOR, mods=MODERATOR",
  });
  expect(identityProvider).toMatchObject({ name: "id.example", clientSecret: null, roleClaim: null });
  expect([...(identityProvider?.roles ?? [])]).toEqual([
    ["cn=leads", "LEAD_MODERATOR"],
    ["mods", "MODERATOR"],
  ]);
});
