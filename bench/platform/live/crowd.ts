import { join } from "node:path";
import type { Arrivals, Group, Heard, Opening } from "../../servers/crowd";
import { Child } from "../../support/processes";

export type { Group } from "../../servers/crowd";

export interface Hearing extends Heard {
  started: number;
}

/** Many sockets, held by a process of their own (crowd.ts) so that reading them does not wait for this one. */
export class Crowd implements AsyncDisposable {
  private constructor(private readonly child: Child) {}

  static async start(): Promise<Crowd> {
    return new Crowd(
      await Child.start(process.execPath, [join(__dirname, "../../servers/crowd.js")], () => Promise.resolve(true)),
    );
  }

  open(port: number, count: number, groups: Group[]): Promise<void> {
    return this.child.ask("open", { port, count, groups } satisfies Opening);
  }

  reconnect(port: number, withinMs: number): Promise<Arrivals> {
    return this.child.ask("reconnect", { port, withinMs });
  }

  /** Triggers `each` messages to every socket, and returns when the last one had them. */
  async hear(each: number, trigger: () => Promise<unknown>): Promise<Hearing> {
    await this.child.ask("expect", each);
    const started = now();
    const [heard] = await Promise.all([this.child.ask<Heard>("heard"), trigger()]);
    return { ...heard, started };
  }

  /** The last text each group received. Throws when it was not the same for all its sockets. */
  async lastTexts(): Promise<string[]> {
    return oneEach(await this.child.ask<string[][]>("texts"));
  }

  keep(keeping: boolean): Promise<void> {
    return this.child.ask("keep", keeping);
  }

  /** Throws unless all sockets of a group have received equally many messages and bytes. */
  async checkEven(): Promise<void> {
    oneEach(await this.child.ask<string[][]>("received"));
  }

  /** How many events every socket received between joining and being up to date. Throws when they differ. */
  async eventsCaughtUp(): Promise<number> {
    return Number(oneEach(await this.child.ask<string[][]>("caughtUp"))[0]);
  }

  expectLoss(): Promise<void> {
    return this.child.ask("expectLoss");
  }

  leave(): Promise<void> {
    return this.child.ask("leave");
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.child[Symbol.asyncDispose]();
  }
}

/** Milliseconds of a clock that all processes of this machine share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

function oneEach(groups: string[][]): string[] {
  return groups.map((texts) => {
    if (texts.length !== 1) throw new Error(`the sockets of a group differ:\n${texts.slice(0, 4).join("\n")}`);
    return texts[0] as string;
  });
}
