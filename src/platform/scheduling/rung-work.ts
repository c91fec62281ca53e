/** Work that anyone may request: one run at a time in this process, and one more for all requests made meanwhile. */
export class RungWork<T> {
  private underWay: Promise<T | null> | null = null;
  private rungAgain = false;
  private stopped = false;

  constructor(
    private readonly work: () => Promise<T>,
    private readonly failed: (error: unknown) => void,
  ) {}

  get isStopped(): boolean {
    return this.stopped;
  }

  ring(): void {
    if (this.stopped) return;
    if (this.underWay) {
      this.rungAgain = true;
      return;
    }
    this.underWay = this.work()
      .catch((error: unknown) => {
        this.failed(error);
        return null;
      })
      .finally(() => {
        this.underWay = null;
        if (!this.rungAgain) return;
        this.rungAgain = false;
        this.ring();
      });
  }

  /** Waits for a run that begins from now on: one under way may have looked too early. Returns the results of the two, null for none. */
  async catchUp(): Promise<[T | null, T | null]> {
    const before = await this.underWay;
    this.ring();
    return [before, await this.underWay];
  }

  /** Waits for the run under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.rungAgain = false;
    await this.underWay;
  }
}
