import { hash, verify } from "@node-rs/argon2";
import { availableParallelism } from "node:os";
import { Refusal } from "../../platform/refusal";

/** OWASP's first choice for argon2id, the library's default algorithm: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password no one has, at the same cost: an unknown login must not be refused sooner than a wrong password. */
const NO_ONES = "$argon2id$v=19$m=19456,t=2,p=1$rB6tOdsex0rPPqI4ahiNAA$2mqGRdhedUlJAOVoxzB1DHHqJHDUn2OMSoC6y10MhVA";

/** How many of all that wait may wait for one party: who has much to ask leaves places for the others. */
export interface Share {
  of: object | string;
  most: number;
}

/** Each takes some 20 ms of a core and 19 MiB; past this many it is kinder to refuse than to queue. */
const MOST_WAITING = 64;
/** One core is left for other work. */
const MOST_AT_ONCE = Math.max(1, availableParallelism() - 1);
let running = 0;
const waiting: (() => void)[] = [];
/** By party. */
const taken = new Map<Share["of"], number>();

export function hashPassword(password: string, shares: readonly Share[] = []): Promise<string> {
  return bounded(shares, () => hash(password, COST));
}

/** False for a wrong password and for an account that has none, after the same time. */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
  shares: readonly Share[] = [],
): Promise<boolean> {
  const matches = await bounded(shares, () => verify(passwordHash ?? NO_ONES, password));
  return matches && passwordHash !== null;
}

async function bounded<T>(shares: readonly Share[], work: () => Promise<T>): Promise<T> {
  if (running + waiting.length >= MOST_WAITING || shares.some(({ of, most }) => (taken.get(of) ?? 0) >= most))
    throw new Refusal("OVERLOADED", { retryAfter: 2 });
  for (const { of } of shares) taken.set(of, (taken.get(of) ?? 0) + 1);
  if (running >= MOST_AT_ONCE) await new Promise<void>((goOn) => waiting.push(goOn));
  else running += 1;
  try {
    return await work();
  } finally {
    for (const { of } of shares) {
      const left = (taken.get(of) ?? 1) - 1;
      if (left > 0) taken.set(of, left);
      else taken.delete(of);
    }
    const next = waiting.shift();
    // Hands its slot to the next one.
    if (next) next();
    else running -= 1;
  }
}
