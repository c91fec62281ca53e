import { LRUCache } from "lru-cache";

/** A bounded cache over batches of what is looked up by name and created if missing. */
export class Memory<Wanted, Found extends object | string> {
  private readonly known: LRUCache<string, Found>;

  constructor(size: number) {
    this.known = new LRUCache({ max: size });
  }

  /**
   * Everything that is wanted, by key. `find` looks up all unknown keys at once, `create` creates those not found. A transaction may be
   * rolled back, so its results are cached only when it calls the argument of `whenSafe`.
   */
  async all(
    wanted: Map<string, Wanted>,
    find: (missing: Wanted[]) => Promise<Iterable<[string, Found]>>,
    create: (wanted: Wanted) => Found | Promise<Found>,
    whenSafe: (remember: () => void) => void,
  ): Promise<Map<string, Found>> {
    const found = new Map<string, Found>();
    const unknown = new Map<string, Wanted>();
    for (const [key, value] of wanted) {
      const known = this.known.get(key);
      if (known === undefined) unknown.set(key, value);
      else found.set(key, known);
    }
    if (unknown.size === 0) return found;

    const learned = new Map<string, Found>();
    for (const [key, value] of await find([...unknown.values()])) if (unknown.has(key)) learned.set(key, value);
    for (const [key, value] of unknown) if (!learned.has(key)) learned.set(key, await create(value));
    whenSafe(() => learned.forEach((value, key) => this.known.set(key, value)));
    return new Map([...found, ...learned]);
  }
}
