/** Several values for each key. A single value needs no set: there are tens of thousands of those. */
export class Multimap<V extends object> {
  private readonly values = new Map<string, V | Set<V>>();

  /** Returns how many the key has now. */
  add(key: string, value: V): number {
    const known = this.values.get(key);
    if (known === undefined || known === value) {
      this.values.set(key, value);
      return 1;
    }
    if (known instanceof Set) return known.add(value).size;
    this.values.set(key, new Set([known, value]));
    return 2;
  }

  delete(key: string, value: V): void {
    const known = this.values.get(key);
    if (known === value) this.values.delete(key);
    else if (known instanceof Set && known.delete(value) && known.size === 0) this.values.delete(key);
  }

  /** A copy: changes while it is iterated do no harm. */
  of(key: string): V[] {
    const known = this.values.get(key);
    if (known === undefined) return [];
    return known instanceof Set ? [...known] : [known];
  }
}
