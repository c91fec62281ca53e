/**
 * Places for what is under way at once. Who holds as many as are free gets no more: one who is alone has half of them, several who want
 * all have equal shares, and one such share is always left for whoever comes next.
 */
export class SharedPlaces {
  private readonly held = new Map<string, number>();

  constructor(private free: number) {}

  /** How many more they may take now. */
  roomFor(holder: string): number {
    return Math.max(0, Math.ceil((this.free - this.heldBy(holder)) / 2));
  }

  /** Returns what gives it back, to be called once. */
  take(holder: string): () => void {
    this.move(holder, 1);
    return () => this.move(holder, -1);
  }

  private heldBy(holder: string): number {
    return this.held.get(holder) ?? 0;
  }

  private move(holder: string, places: number): void {
    this.free -= places;
    const now = this.heldBy(holder) + places;
    if (now > 0) this.held.set(holder, now);
    else this.held.delete(holder);
  }
}
