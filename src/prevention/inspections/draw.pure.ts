import { createHash } from "node:crypto";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** From what nobody can know before it is there: the hash of the log's last event. */
export const seedOf = (planId: string, logPosition: number, logHash: string): string =>
  sha256(`${planId} ${logPosition} ${logHash}`);

export const lotOf = (seed: string, providerId: string): string => sha256(`${seed} ${providerId}`);

/** Those with the lowest lots, the lowest first. Whoever knows the seed can draw again; one more in the pool changes nobody else's lot. */
export function draw(seed: string, pool: readonly string[], count: number): string[] {
  return pool
    .map((id) => ({ id, lot: lotOf(seed, id) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}

export const poolDigest = (pool: readonly string[]): string =>
  sha256(
    [...pool]
      .sort()
      .map((id) => `${id}\n`)
      .join(""),
  );
