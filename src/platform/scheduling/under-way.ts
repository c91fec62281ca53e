/** How many requests this process is answering at the moment: work that has time lets them go first. */
export class UnderWay {
  private count = 0;
  private readonly waiting = new Set<() => void>();

  get size(): number {
    return this.count;
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.count += 1;
    try {
      return await work();
    } finally {
      this.count -= 1;
      if (this.count === 0) for (const wake of this.waiting) wake();
    }
  }

  /** Waits until none is under way, but at most so many milliseconds. */
  async quiet(most: number): Promise<void> {
    if (this.count === 0) return;
    await new Promise<void>((done) => {
      const wake = (): void => {
        clearTimeout(late);
        this.waiting.delete(wake);
        done();
      };
      const late = setTimeout(wake, most);
      this.waiting.add(wake);
    });
  }
}
