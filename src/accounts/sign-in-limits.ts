import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "../platform/refusal";

export interface Limit {
  points: number;
  /** Seconds. */
  duration: number;
}

export interface SignInLimitSettings {
  /** Failed sign-ins with one login, from anywhere. */
  perLogin: Limit;
  /** Failed sign-ins from one address, with any login. */
  perAddress: Limit;
  registrationsPerAddress: Limit;
}

const DEFAULTS: SignInLimitSettings = {
  perLogin: { points: 10, duration: 15 * 60 },
  perAddress: { points: 100, duration: 15 * 60 },
  registrationsPerAddress: { points: 60, duration: 60 * 60 },
};

/** Guessing is slow; signing in rightly costs nothing. Counted in this process's memory. */
export class SignInLimits {
  private readonly logins: RateLimiterMemory;
  private readonly addresses: RateLimiterMemory;
  private readonly registrations: RateLimiterMemory;

  constructor(settings: Partial<SignInLimitSettings> = {}) {
    const { perLogin, perAddress, registrationsPerAddress } = { ...DEFAULTS, ...settings };
    this.logins = new RateLimiterMemory(perLogin);
    this.addresses = new RateLimiterMemory(perAddress);
    this.registrations = new RateLimiterMemory(registrationsPerAddress);
  }

  /** Counted as a failure before the password is looked at, so that guesses sent all at once count too; taken back by `succeeded`. */
  async attempt(login: string, address: string): Promise<{ succeeded(): Promise<void> }> {
    await take(this.addresses, address);
    await take(this.logins, login);
    return {
      succeeded: async () => {
        await this.logins.delete(login);
        await this.addresses.reward(address);
      },
    };
  }

  registration(address: string): Promise<void> {
    return take(this.registrations, address);
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.ceil(error.msBeforeNext / 1000);
    throw new Refusal("RATE_LIMITED", { reason: "signIn.tooMany", retryAfter: seconds, params: { seconds } });
  }
}
