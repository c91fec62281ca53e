import { AdjustableClock } from "../../../src/platform/clock";
import { DAY, HOUR } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { startNode, startWorld } from "../../support/world";

const A_MINUTE = 60_000;

forEachDatabase((kind) => {
  test("time that was moved ahead does not run backwards when the server is started again", async () => {
    await using world = await startWorld(kind);
    await (await world.as("admin")).do("advanceClock", { hours: 30 }, "{ now }");
    // For a new access token.
    await world.later(0);
    await (await world.as("admin")).do("advanceClock", { hours: 12 }, "{ now }");
    await using restarted = await startNode(world);
    expect(restarted.services.clock.now() - Date.now() - 42 * HOUR).toBeGreaterThan(-A_MINUTE);
    expect(restarted.services.clock.now() - Date.now() - 42 * HOUR).toBeLessThan(A_MINUTE);
  });
});

test("a clock that stands in the past goes on from there, never back, and returns to where it was", () => {
  const clock = new AdjustableClock();
  clock.advance(2 * DAY);
  const before = clock.now();
  clock.moveTo(before - 400 * DAY);
  expect(before - 400 * DAY - clock.now()).toBeLessThan(A_MINUTE);
  clock.moveTo(before - 300.5 * DAY + 0.25);
  clock.moveTo(before - 350 * DAY);
  expect(Math.abs(clock.now() - (before - 300.5 * DAY))).toBeLessThan(A_MINUTE);
  expect(Number.isInteger(clock.now())).toBe(true);
  clock.release();
  expect(clock.now() - before).toBeGreaterThanOrEqual(0);
  expect(clock.now() - before).toBeLessThan(A_MINUTE);
});
