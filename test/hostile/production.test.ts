import { startWorld } from "../support/world";

const OFF = { DEMO: "false", DEVELOPMENT: "false" };

/** M9: what a server that is open to others insists on. What it refuses to start with is in test/platform/config.test.ts. */
test("clients that come by https are told never to come by http; on this machine nothing is said", async () => {
  await using open = await startWorld("sqlite", {}, { ...OFF, PUBLIC_URL: "https://redress.example" });
  await using own = await startWorld("sqlite", {}, OFF);
  for (const path of ["/health/live", "/graphql", "/", "/no-such-page"]) {
    const told = async (url: string) => (await fetch(url + path)).headers.get("strict-transport-security");
    expect([path, await told(open.url), await told(own.url)]).toEqual([path, "max-age=31536000", null]);
  }
  expect(open.server.services.publicUrl).toBe("https://redress.example");
});

test("the previous secret's links are good, so that a change of it throws nobody out", async () => {
  await using world = await startWorld("sqlite");
  const sealed = world.server.services.sealer.seal("anything", { key: "x" });
  await using changed = await startWorld("sqlite", {}, { SECRET: "n".repeat(40), SECRET_PREVIOUS: world.secret });
  await using other = await startWorld("sqlite", {}, { SECRET: "n".repeat(40) });
  expect(changed.server.services.sealer.open("anything", sealed)).toEqual({ key: "x" });
  expect(other.server.services.sealer.open("anything", sealed)).toBeNull();
  expect(changed.server.services.sealer.open("another", sealed)).toBeNull();
});
