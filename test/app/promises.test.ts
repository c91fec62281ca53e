import { executionAsyncId } from "node:async_hooks";
import { startWorld } from "../support/world";

/** What is followed has a number of its own for each step. */
async function isFollowed(): Promise<boolean> {
  await Promise.resolve();
  const before = executionAsyncId();
  await Promise.resolve();
  return executionAsyncId() !== before;
}

test("after requests and sweeps nobody follows every promise of the process", async () => {
  await using world = await startWorld("sqlite");
  await (await world.as("li.na")).ok("{ viewer { id } }");
  await world.later(1);
  expect(await isFollowed()).toBe(false);
});
