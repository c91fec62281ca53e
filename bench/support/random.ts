const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Pseudo-random numbers, the same in every run (mulberry32). */
export class Random {
  constructor(private state = 20_261_124) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  hex(length: number): string {
    let text = "";
    while (text.length < length) text += this.below(0x1_0000_0000).toString(16).padStart(8, "0");
    return text.slice(0, length);
  }

  shuffle<T>(values: T[]): T[] {
    for (let i = values.length - 1; i > 0; i -= 1) {
      const j = this.below(i + 1);
      [values[i], values[j]] = [values[j] as T, values[i] as T];
    }
    return values;
  }
}

const counts = new Map<string, number>();

/** Ids in order of creation, in our format and older than any that the servers will create. */
export function seedId(prefix: string): string {
  let n = (counts.get(prefix) ?? 0) + 1;
  counts.set(prefix, n);
  let suffix = "";
  for (let i = 0; i < 23; i += 1) {
    suffix = (ALPHABET[n % 32] ?? "") + suffix;
    n = Math.floor(n / 32);
  }
  return `${prefix}_01h${suffix}`;
}
