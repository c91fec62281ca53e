import type { RateLimiterAbstract } from "rate-limiter-flexible";
import { isOver, type Counters, type Limit } from "../../platform/redis/counters";
import { Refusal } from "../../platform/refusal";

export interface SignInLimitSettings {
  /** Wrong passwords from one sender for one login: some are free, then each wait is twice as long as the previous one. */
  perSender: {
    free: number;
    /** Seconds. */
    firstWait: number;
    longestWait: number;
    /** How long after the first failure the count starts again; seconds. */
    remembered: number;
  };
  /** Wrong passwords for one login, from anywhere except devices that the person has signed in with before. */
  perLogin: Limit;
  /** Wrong passwords from one address, for any login. */
  perAddress: Limit;
  registrationsPerAddress: Limit;
  /**
   * Codes by mail: from one account, from one account to one mailbox, from one place to one mailbox, to one mailbox from all of them together, from one
   * place. Nobody fills somebody else's mailbox through us, and nobody keeps its owner from verifying it, however many accounts they have.
   */
  codes: { perAccount: Limit; perSender: Limit; perPlace: Limit; perMailbox: Limit; perAddress: Limit };
  /** Links to a new password: from one sender to one mailbox, to one mailbox from all of them together, and from one sender. */
  resets: { perSender: Limit; perMailbox: Limit; perAddress: Limit };
  /** Codes by text message, which cost: besides, to numbers in a row, as whoever is paid for them has. */
  texts: { perAccount: Limit; perNumber: Limit; perRange: Limit; perAddress: Limit };
}

const DEFAULTS: SignInLimitSettings = {
  perSender: { free: 10, firstWait: 2, longestWait: 15 * 60, remembered: 60 * 60 },
  perLogin: { points: 100, duration: 60 * 60 },
  perAddress: { points: 100, duration: 15 * 60 },
  registrationsPerAddress: { points: 60, duration: 60 * 60 },
  codes: {
    perAccount: { points: 6, duration: 60 * 60 },
    perSender: { points: 6, duration: 24 * 60 * 60 },
    perPlace: { points: 10, duration: 24 * 60 * 60 },
    perMailbox: { points: 60, duration: 24 * 60 * 60 },
    perAddress: { points: 60, duration: 60 * 60 },
  },
  resets: {
    perSender: { points: 6, duration: 24 * 60 * 60 },
    perMailbox: { points: 60, duration: 24 * 60 * 60 },
    perAddress: { points: 60, duration: 60 * 60 },
  },
  texts: {
    perAccount: { points: 5, duration: 24 * 60 * 60 },
    // Thrice as many as one account asks for.
    perNumber: { points: 15, duration: 24 * 60 * 60 },
    perRange: { points: 20, duration: 60 * 60 },
    perAddress: { points: 20, duration: 60 * 60 },
  },
};

export interface Sender {
  login: string;
  /** As `addressKey` writes it. */
  address: string;
  /** The device, when it has signed in with this account before. */
  deviceId: string | null;
}

/** An attempt counts as a failure before anything is checked, so that concurrent guesses count too. */
export interface Attempt {
  /** The password was right: uncounts it, and the sender's failures before it. */
  takeBack(): Promise<void>;
  /** Nothing was checked: uncounts this one alone, or whoever can make attempts fail otherwise would guess on for nothing. */
  giveBack(): Promise<void>;
}

/**
 * Guessing is slow; signing in correctly costs nothing; and no one is locked out by what others send. Strangers are slowed by login and
 * address, and all of them together by login. A device that has signed in before is counted separately: neither the wrong passwords
 * of others, nor those from an address it shares with them, slow it.
 */
export class SignInLimits {
  private readonly senders: GrowingWait;
  private readonly logins: RateLimiterAbstract;
  private readonly addresses: RateLimiterAbstract;
  private readonly registrations: RateLimiterAbstract;
  private readonly resets: readonly RateLimiterAbstract[];
  private readonly codes: readonly RateLimiterAbstract[];
  private readonly texts: readonly RateLimiterAbstract[];

  constructor(counters: Counters, settings: Partial<SignInLimitSettings> = {}) {
    const { perSender, perLogin, perAddress, registrationsPerAddress, codes, resets, texts } = {
      ...DEFAULTS,
      ...settings,
    };
    this.senders = new GrowingWait(counters, perSender);
    this.logins = counters.limiter("sign-in-login", perLogin);
    this.addresses = counters.limiter("sign-in-address", perAddress);
    this.registrations = counters.limiter("registration", registrationsPerAddress);
    this.codes = [
      counters.limiter("code-account", codes.perAccount),
      counters.limiter("code-sender", codes.perSender),
      counters.limiter("code-place", codes.perPlace),
      counters.limiter("code-mailbox-all", codes.perMailbox),
      counters.limiter("code-address", codes.perAddress),
    ];
    this.texts = [
      counters.limiter("text-account", texts.perAccount),
      counters.limiter("text-number-all", texts.perNumber),
      counters.limiter("text-range", texts.perRange),
      counters.limiter("text-address", texts.perAddress),
    ];
    // Of their own: what strangers ask for keeps nobody from verifying an address.
    this.resets = [
      counters.limiter("reset-address", resets.perAddress),
      counters.limiter("reset-sender", resets.perSender),
      counters.limiter("reset-mailbox-all", resets.perMailbox),
    ];
  }

  /** An attempt refused here was not a guess, and is not counted. */
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
        // Takes back one failure of each only: the person's own success must not give a guesser elsewhere a fresh start.
        takeBack: async () => void (await Promise.all([attempt.takeBack(), giveBack()])),
        giveBack: async () => void (await Promise.all([attempt.giveBack(), giveBack()])),
      };
    } catch (error) {
      await giveBack();
      throw error;
    }
  }

  /** For a signed-in person who proves their identity once more; `key` names what they prove it with. */
  confirmation(key: string): Promise<Attempt> {
    return this.senders.attempt(`confirm ${key}`);
  }

  /** A mail to a mailbox that somebody names. */
  async code(accountId: string, mailbox: string, address: string): Promise<void> {
    await takeEach(this.codes, [accountId, `${mailbox} ${accountId}`, `${mailbox} ${address}`, mailbox, address]);
  }

  /** A text message to a number that somebody names. */
  async text(accountId: string, number: string, range: string, address: string): Promise<void> {
    await takeEach(this.texts, [accountId, number, range, address]);
  }

  /** Whoever asks for somebody else's mailbox, again and again, uses up what is its own: the owner asks from elsewhere. */
  async reset(mailbox: string, address: string): Promise<void> {
    await takeEach(this.resets, [address, `${mailbox} ${address}`, mailbox]);
  }

  registration(address: string): Promise<void> {
    return take(this.registrations, address);
  }
}

/** Counts failures and, after each, blocks for twice as long. Attempts while blocked do not extend the wait. */
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
    const waits = failed > free;
    if (waits) {
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
      giveBack: async () => {
        await this.failures.reward(key);
        if (waits) await this.gate.delete(key);
      },
    };
  }
}

/** Of each, or of none: what one limit refuses uses up nobody's share of another. */
async function takeEach(limiters: readonly RateLimiterAbstract[], keys: readonly string[]): Promise<void> {
  const spent: [RateLimiterAbstract, string][] = [];
  try {
    for (const [index, limiter] of limiters.entries()) {
      const key = keys[index] ?? "";
      await take(limiter, key);
      spent.push([limiter, key]);
    }
  } catch (error) {
    await Promise.all(spent.map(([limiter, key]) => limiter.reward(key)));
    throw error;
  }
}

/** Refused attempts are not counted. */
async function take(limiter: RateLimiterAbstract, key: string, options = {}): Promise<void> {
  try {
    await limiter.consume(key, 1, options);
  } catch (error) {
    if (!isOver(error)) throw error;
    await limiter.reward(key);
    // Never longer than the limit itself, however the wall clock has changed meanwhile.
    const seconds = Math.min(Math.max(Math.ceil(error.msBeforeNext / 1000), 1), limiter.duration);
    throw new Refusal("RATE_LIMITED", { reason: "signIn.tooMany", retryAfter: seconds, params: { seconds } });
  }
}
