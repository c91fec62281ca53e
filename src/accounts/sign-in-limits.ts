import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";
import type { Counters, Limit } from "../platform/counters";
import { Refusal } from "../platform/refusal";

export interface SignInLimitSettings {
  /** Wrong passwords from one sender for one login: some are free, then each wait is twice as long as the one before. */
  perSender: {
    free: number;
    /** Seconds. */
    firstWait: number;
    longestWait: number;
    /** So long after the first failure they begin anew; seconds. */
    remembered: number;
  };
  /** Wrong passwords for one login, from anywhere but devices that the person has signed in with before. */
  perLogin: Limit;
  /** Wrong passwords from one address, for any login. */
  perAddress: Limit;
  registrationsPerAddress: Limit;
}

const DEFAULTS: SignInLimitSettings = {
  perSender: { free: 10, firstWait: 2, longestWait: 15 * 60, remembered: 60 * 60 },
  perLogin: { points: 100, duration: 60 * 60 },
  perAddress: { points: 100, duration: 15 * 60 },
  registrationsPerAddress: { points: 60, duration: 60 * 60 },
};

export interface Sender {
  login: string;
  /** As `addressKey` writes it. */
  address: string;
  /** The device, when it has signed in with this account before. */
  deviceId: string | null;
}

/** An attempt counts as a failure before anything is looked at, so that guesses sent all at once count too. */
export interface Attempt {
  /** It was none: the password was right. */
  takeBack(): Promise<void>;
}

/**
 * Guessing is slow; signing in rightly costs nothing; and nobody is shut out by what others send. Strangers are slowed by login and
 * address, and all of them together by login. A device that has signed in before answers for itself alone: neither the wrong passwords
 * of others, nor those from an address it shares with them, stand in its way.
 */
export class SignInLimits {
  private readonly senders: GrowingWait;
  private readonly logins: RateLimiterAbstract;
  private readonly addresses: RateLimiterAbstract;
  private readonly registrations: RateLimiterAbstract;

  constructor(counters: Counters, settings: Partial<SignInLimitSettings> = {}) {
    const { perSender, perLogin, perAddress, registrationsPerAddress } = { ...DEFAULTS, ...settings };
    this.senders = new GrowingWait(counters, perSender);
    this.logins = counters.limiter("sign-in-login", perLogin);
    this.addresses = counters.limiter("sign-in-address", perAddress);
    this.registrations = counters.limiter("registration", registrationsPerAddress);
  }

  /** What is refused here was no guess, and counts nowhere. */
  async signIn({ login, address, deviceId }: Sender): Promise<Attempt> {
    if (deviceId) return this.senders.attempt(`device ${deviceId}`);
    const spent: [RateLimiterAbstract, string][] = [];
    const giveBack = (): Promise<unknown> => Promise.all(spent.map(([limiter, key]) => limiter.reward(key)));
    try {
      for (const [limiter, key] of [
        [this.addresses, address],
        [this.logins, login],
      ] as const) {
        await take(limiter, key);
        spent.push([limiter, key]);
      }
      const attempt = await this.senders.attempt(`login ${login} ${address}`);
      return {
        // One failure of each only: the person's own success must not give a guesser elsewhere a fresh start.
        takeBack: async () => void (await Promise.all([attempt.takeBack(), giveBack()])),
      };
    } catch (error) {
      await giveBack();
      throw error;
    }
  }

  /** For whoever is signed in already and proves once more who they are; `key` names what they prove it with. */
  confirmation(key: string): Promise<Attempt> {
    return this.senders.attempt(`confirm ${key}`);
  }

  registration(address: string): Promise<void> {
    return take(this.registrations, address);
  }
}

/** Failures, and a gate that after each of them stays shut for twice as long. Waiting in vain at the gate does not make it longer. */
class GrowingWait {
  private readonly failures: RateLimiterAbstract;
  private readonly gate: RateLimiterAbstract;

  constructor(
    counters: Counters,
    private readonly settings: SignInLimitSettings["perSender"],
  ) {
    const { remembered, longestWait } = settings;
    this.failures = counters.limiter("sign-in-failures", { points: Number.MAX_SAFE_INTEGER, duration: remembered });
    this.gate = counters.limiter("sign-in-gate", { points: 1, duration: longestWait });
  }

  async attempt(key: string): Promise<Attempt> {
    const { consumedPoints: failed } = await this.failures.penalty(key);
    const { free, firstWait, longestWait } = this.settings;
    if (failed > free) {
      const wait = Math.min(firstWait * 2 ** (failed - free - 1), longestWait);
      try {
        await take(this.gate, key, { customDuration: wait });
      } catch (error) {
        await this.failures.reward(key);
        throw error;
      }
    }
    return {
      takeBack: async () => {
        await this.failures.delete(key);
        await this.gate.delete(key);
      },
    };
  }
}

/** What is refused is not counted. */
async function take(limiter: RateLimiterAbstract, key: string, options = {}): Promise<void> {
  try {
    await limiter.consume(key, 1, options);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    await limiter.reward(key);
    // Never longer than the limit itself, whatever the clock of the day has done meanwhile.
    const seconds = Math.min(Math.max(Math.ceil(error.msBeforeNext / 1000), 1), limiter.duration);
    throw new Refusal("RATE_LIMITED", { reason: "signIn.tooMany", retryAfter: seconds, params: { seconds } });
  }
}
