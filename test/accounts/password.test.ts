import argon2 from "@node-rs/argon2";
import { hashPassword, verifyPassword } from "../../src/accounts/passwords/password.pure";

test("a password is kept as argon2id and matches only itself", async () => {
  const kept = await hashPassword("correct horse");
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(kept, "correct horse")).toBe(true);
  expect(await verifyPassword(kept, "Correct horse")).toBe(false);
});

test("an account without a password costs what a wrong password costs", async () => {
  const kept = await hashPassword("correct horse");
  const verify = jest.spyOn(argon2, "verify");
  expect(await verifyPassword(kept, "wrong")).toBe(false);
  expect(await verifyPassword(null, "wrong")).toBe(false);
  expect(await verifyPassword(null, "a random password nobody has")).toBe(false);
  const costs = verify.mock.calls.map(([hash]) => argon2.parseOptions(String(hash)));
  expect(costs).toHaveLength(3);
  for (const { memoryCost, timeCost, parallelism } of costs)
    expect({ memoryCost, timeCost, parallelism }).toEqual({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
});

test("nobody takes more places than their share, and what is done gives its place back", async () => {
  const kept = await hashPassword("correct horse");
  const [one, other] = ["one", "other"].map((of) => [{ of, most: 2 }]);
  for (let again = 0; again < 2; again += 1) {
    const asked = Array.from({ length: 3 }, () => verifyPassword(kept, "correct horse", one));
    await expect(asked[2]).rejects.toMatchObject({ code: "OVERLOADED" });
    expect(await verifyPassword(kept, "correct horse", other)).toBe(true);
    expect(await Promise.all(asked.slice(0, 2))).toEqual([true, true]);
  }
});
