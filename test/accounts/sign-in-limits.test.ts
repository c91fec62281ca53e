import pino from "pino";
import { Counters } from "../../src/platform/redis/counters";
import { SignInLimits, type Attempt, type SignInLimitSettings } from "../../src/accounts/sign-in/sign-in-limits";
import { Refusal } from "../../src/platform/refusal";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { startRedis } from "../support/redis";
import { refusedWith } from "./people";

const LIMITS: Partial<SignInLimitSettings> = {
  perSender: { free: 2, firstWait: 1, longestWait: 4, remembered: 60 },
  perLogin: { points: 6, duration: 60 },
  perAddress: { points: 5, duration: 60 },
  registrationsPerAddress: { points: 2, duration: 60 },
};
const limited = refusedWith("RATE_LIMITED", "signIn.tooMany");
const at = (address: string, login = "mei") => ({ login, address, deviceId: null });
const HOME = at("192.0.2.1");
const PHONE = { ...HOME, deviceId: "dev_phone" };

async function wait(attempt: Promise<Attempt>): Promise<number> {
  const refusal: unknown = await attempt.then(
    () => 0,
    (error: unknown) => error,
  );
  if (refusal instanceof Refusal) return refusal.details.retryAfter ?? NaN;
  return 0;
}

describe("limits of sign-in", () => {
  test("after some wrong passwords each wait of that sender for that login is twice the one before", async () => {
    const many = { points: 100, duration: 60 };
    const limits = new SignInLimits(new Counters(), { ...LIMITS, perAddress: many, perLogin: many });
    const waits: number[] = [];
    for (let guesses = 0; guesses < 5; guesses += 1) {
      await eventually(() => limits.signIn(HOME));
      if (guesses < 2) continue;
      // In vain, again and again: it does not make the wait any longer.
      for (let i = 0; i < 3; i += 1) await wait(limits.signIn(HOME));
      waits.push(await wait(limits.signIn(HOME)));
    }
    expect(waits).toEqual([1, 2, 4]);
    expect(await wait(limits.signIn(at("192.0.2.2")))).toBe(0);
  });

  test("whoever asks for links to somebody's mailbox, again and again, does not keep its owner from one", async () => {
    const limits = new SignInLimits(new Counters());
    for (let n = 0; n < 6; n += 1) await limits.reset("mei's", "198.51.100.9");
    for (let n = 0; n < 100; n += 1) await expect(limits.reset("mei's", "198.51.100.9")).rejects.toEqual(limited);
    for (let n = 0; n < 6; n += 1) await limits.reset("mei's", HOME.address);
  });

  test("whoever asks for codes to somebody's mailbox or number does not keep its owner from verifying it", async () => {
    const limits = new SignInLimits(new Counters());
    const sent = async (ask: () => Promise<void>): Promise<number> =>
      (await Promise.allSettled(Array.from({ length: 10 }, ask))).filter(({ status }) => status === "fulfilled").length;
    expect(await sent(() => limits.code("tom", "mei's", "198.51.100.9"))).toBe(6);
    expect(await sent(() => limits.text("tom", "mei's", "mei's range", "198.51.100.9"))).toBe(5);
    // Nor with an account for every few.
    for (const other of ["tim", "ted", "tod"])
      expect(await sent(() => limits.code(other, "mei's", "198.51.100.9"))).toBe(other === "tim" ? 4 : 0);
    await limits.code("mei", "mei's", HOME.address);
    await limits.text("mei", "mei's", "mei's range", HOME.address);
  });

  test("what one limit refuses uses up nothing of another", async () => {
    const once = { points: 1, duration: 60 };
    const some = { points: 2, duration: 60 };
    const codes = { perAccount: some, perSender: some, perPlace: some, perMailbox: some, perAddress: once };
    const limits = new SignInLimits(new Counters(), { ...LIMITS, codes });
    await limits.code("tom", "tom's", "198.51.100.9");
    for (let n = 0; n < 5; n += 1) await expect(limits.code("tom", "mei's", "198.51.100.9")).rejects.toEqual(limited);
    for (const address of ["192.0.2.1", "192.0.2.2"]) await limits.code("mei", "mei's", address);
  });

  test("guesses sent all at once count each", async () => {
    const limits = new SignInLimits(new Counters(), LIMITS);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => limits.signIn(HOME)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  });

  test("the right password takes back the waits, and of what others did its own share only", async () => {
    const limits = new SignInLimits(new Counters(), LIMITS);
    for (const last of [1, 2, 3, 4, 5]) await limits.signIn(at(`198.51.100.${last}`));
    const attempt = await limits.signIn(HOME);
    await expect(limits.signIn(at("198.51.100.9"))).rejects.toEqual(limited);
    await attempt.takeBack();
    await expect(limits.signIn(at("198.51.100.9"))).resolves.toBeDefined();
    await expect(limits.signIn(at("198.51.100.10"))).rejects.toEqual(limited);
  });

  test("an attempt at which nothing was checked uncounts itself, and no guess before it", async () => {
    const limits = new SignInLimits(new Counters(), LIMITS);
    for (let i = 0; i < 2; i += 1) await limits.signIn(HOME);
    for (let i = 0; i < 20; i += 1) await (await limits.signIn(HOME)).giveBack();
    await limits.signIn(HOME);
    await expect(limits.signIn(HOME)).rejects.toEqual(limited);
  });

  test("many addresses together are slowed by login, one address by all its logins; a known device by neither", async () => {
    const limits = new SignInLimits(new Counters(), LIMITS);
    for (const last of [1, 2, 3, 4, 5, 6]) await limits.signIn(at(`198.51.100.${last}`));
    await expect(limits.signIn(HOME)).rejects.toEqual(limited);
    await expect(limits.signIn(PHONE)).resolves.toBeDefined();

    for (const login of ["a", "b", "c", "d", "e"]) await limits.signIn(at("203.0.113.1", login));
    await expect(limits.signIn(at("203.0.113.1", "li"))).rejects.toEqual(limited);
    await expect(limits.signIn({ ...at("203.0.113.1", "li"), deviceId: "dev_li" })).resolves.toBeDefined();
  });

  test("a known device that guesses waits like any sender", async () => {
    const limits = new SignInLimits(new Counters(), LIMITS);
    for (let i = 0; i < 3; i += 1) await limits.signIn(PHONE);
    await expect(limits.signIn(PHONE)).rejects.toEqual(limited);
    await expect(limits.signIn(HOME)).resolves.toBeDefined();
  });

  test("a clock set back or forth neither locks for ever nor unlocks", async () => {
    const limits = new SignInLimits(new Counters(), LIMITS);
    for (let i = 0; i < 3; i += 1) await limits.signIn(HOME);
    const now = Date.now();
    const clock = jest.spyOn(Date, "now").mockImplementation(() => now - 86_400_000);
    try {
      // As long as the limit lasts at most, whatever the clock says.
      expect(await wait(limits.signIn(HOME))).toBeLessThanOrEqual(4);
      await expect(limits.signIn(HOME)).rejects.toEqual(limited);
    } finally {
      clock.mockRestore();
    }
    await eventually(() => limits.signIn(HOME));
  });

  test("registrations are counted by address", async () => {
    const limits = new SignInLimits(new Counters(), LIMITS);
    for (let i = 0; i < 2; i += 1) await limits.registration("192.0.2.1");
    await expect(limits.registration("192.0.2.1")).rejects.toEqual(limited);
    await expect(limits.registration("192.0.2.2")).resolves.toBeUndefined();
  });
});

describeWith("redis-server", "limits of several nodes", () => {
  test("count together, and each for itself while Redis is away", async () => {
    await using redis = await startRedis();
    await using one = await Counters.open(redis.url, "", pino({ level: "silent" }));
    await using two = await Counters.open(redis.url, "", pino({ level: "silent" }));
    const nodes = [new SignInLimits(one, LIMITS), new SignInLimits(two, LIMITS)] as const;
    // Until both are connected each counts alone; every look is about somebody else.
    let looks = 0;
    await eventually(async () => {
      const somebody = at(`198.51.100.${(looks += 1)}`, `early${looks}`);
      for (const limits of [...nodes, nodes[0]]) await limits.signIn(somebody);
      if ((await wait(nodes[1].signIn(somebody))) === 0) throw new Error("not together yet");
    });
    await nodes[0].signIn(HOME);
    await nodes[1].signIn(HOME);
    await nodes[0].signIn(HOME);
    await expect(nodes[1].signIn(HOME)).rejects.toEqual(limited);

    // One that is slow counts as away, long before its connection does: requests wait for it once, not each time.
    await redis.freeze();
    await nodes[0].signIn(at("198.51.100.1", "slow"));
    expect([one.areAlone, two.areAlone]).toEqual([true, false]);
    redis.signal("SIGCONT");
    await eventually(async () => {
      await nodes[0].signIn(at("198.51.100.1", `slow${(looks += 1)}`));
      expect(one.areAlone).toBe(false);
    });

    await redis.kill();
    for (let i = 0; i < 3; i += 1) await nodes[1].signIn(at("192.0.2.7", "li"));
    await expect(nodes[1].signIn(at("192.0.2.7", "li"))).rejects.toEqual(limited);
  }, 60_000);
});
