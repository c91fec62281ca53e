import { sweepAll, type SweepTold } from "./sweeps";

/** One at a time of one database. */
export class Sweeper {
  private last: Promise<number> = Promise.resolve(0);
  private under = 0;

  constructor(private readonly names: readonly string[]) {}

  get isUnderWay(): boolean {
    return this.under > 0;
  }

  after(servicesFor: Parameters<typeof sweepAll>[1], told: SweepTold): Promise<number> {
    this.under += 1;
    this.last = this.last
      .catch(() => 0)
      .then(() => sweepAll(this.names, servicesFor, told))
      .finally(() => (this.under -= 1));
    return this.last;
  }
}
