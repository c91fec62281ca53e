import { ConfigError, parseConfig, SETTINGS } from "../../src/config";

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    parseConfig({ SECRET: "x".repeat(32), ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

test("without any setting there are sensible ones", () => {
  const config = parseConfig({ SECRET: "x".repeat(32) });
  expect(config).toMatchObject({ port: 4000, demo: true, development: true });
  expect(config.databaseUrl).toMatch(/^sqlite:.*data\/redress\.db$/);
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

test("a wrong secret is named but not shown", () => {
  const [problem] = problemsOf({ SECRET: "too-short" });
  expect(problem).toContain("SECRET");
  expect(problem).not.toContain("too-short");
});

test("staff need a second factor wherever there is no demo, and where it is said", () => {
  const required = (env: Record<string, string>): boolean =>
    parseConfig({ SECRET: "x".repeat(32), ...env }).staffSecondFactor;
  expect(required({ DEMO: "true" })).toBe(false);
  expect(required({ DEMO: "false" })).toBe(true);
  expect(required({ DEMO: "true", STAFF_SECOND_FACTOR: "true" })).toBe(true);
  expect(required({ DEMO: "false", STAFF_SECOND_FACTOR: "false" })).toBe(false);
});

test("every setting is explained", () => {
  for (const { name, meaning } of SETTINGS) expect([name, meaning.length > 10]).toEqual([name, true]);
});
