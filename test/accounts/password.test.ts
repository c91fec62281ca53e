import { parseOptions } from "@node-rs/argon2";
import { hashPassword, verifyPassword } from "../../src/accounts/password";

test("a password is kept as argon2id and matches only itself", async () => {
  const kept = await hashPassword("correct horse");
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(kept, "correct horse")).toBe(true);
  expect(await verifyPassword(kept, "Correct horse")).toBe(false);
});

test("an account without a password costs what a wrong password costs", async () => {
  const kept = await hashPassword("correct horse");
  const wrong = await fastestOf(5, () => verifyPassword(kept, "wrong"));
  const nobody = await fastestOf(5, () => verifyPassword(null, "wrong"));
  expect(Math.abs(wrong - nobody)).toBeLessThan(0.6 * wrong);
  expect(await verifyPassword(null, "a random password nobody has")).toBe(false);
  expect(parseOptions(kept)).toMatchObject({ memoryCost: 19456, timeCost: 2, parallelism: 1 });
});

async function fastestOf(times: number, work: () => Promise<unknown>): Promise<number> {
  let fastest = Infinity;
  for (let i = 0; i < times; i += 1) {
    const start = performance.now();
    await work();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}
