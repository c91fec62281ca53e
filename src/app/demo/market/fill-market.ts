import { ActorDirectory } from "../../../accounts/account/actor-directory";
import type { Actor } from "../../../accounts/actor/actor";
import { Account } from "../../../accounts/account/account.entity";
import type { AdjustableClock } from "../../../platform/clock";
import type { Services } from "../../../platform/graphql/context";
import { logFault } from "../../../platform/telemetry/log-fault";
import { Refusal } from "../../../platform/refusal";
import { DAY, HOUR } from "../../../platform/time";
import { turns } from "../../../platform/scheduling/turns";
import { DemoStory, type DemoMarket } from "./demo-market.entity";
import { findUnfilled } from "./enter-market";
import type { Scene, Step, Story } from "./market-story";
import { planMarket } from "./plan-market";

/** How often the clocks of cases are looked at, and how often everything else is: more often towards the end. */
const CLOCKS_EVERY = 12 * HOUR;
const SWEPT_EVERY = 5 * DAY;
const LAST_DAYS = 3 * DAY;

export type SweepCases = (services: Services) => Promise<unknown>;

export interface Filler {
  /** Stops it between two steps. */
  signal: AbortSignal;
  /** Applies the clocks of cases that have run out. */
  sweepCases: SweepCases;
  /** Told how much is filled, from 0 to 1. */
  report?: ((share: number) => void) | undefined;
}

export interface Filled {
  steps: number;
  /** Stories that ended early because a command was refused, and why. */
  ended: readonly { story: string; because: string }[];
}

/**
 * Plays the market's stories in the order of their times, each step in one transaction with the note of how far its story has come. The
 * server's clock stands in the story meanwhile, so that all that follows from the steps (sweeps, projections) happens when it would have;
 * at the end it is released. Interrupted at any point, the next call goes on from there.
 */
export async function fillMarket(
  services: Services,
  clock: AdjustableClock,
  { signal, sweepCases, report = () => undefined }: Filler,
): Promise<Filled | null> {
  const market = await findUnfilled(services.database);
  if (!market) return null;
  const filling = await Filling.open(services, clock, market, sweepCases);
  const filled = await filling.play(signal, report);
  if (signal.aborted) return null;
  clock.release();
  await services.sweep();
  await services.database.transact(async (tx) => {
    tx.change(market, { filledAt: tx.now });
    tx.execute("DELETE FROM demo_story");
  });
  return filled;
}

class Filling {
  private readonly actors = new Map<string, Promise<Actor>>();
  private readonly directory: ActorDirectory;
  private readonly ids: Map<string, string>;
  private readonly ended: { story: string; because: string }[] = [];
  private lookedAt = 0;
  private sweptAt = 0;

  private constructor(
    private readonly services: Services,
    private readonly clock: AdjustableClock,
    private readonly stories: readonly Story[],
    private readonly played: Map<string, DemoStory>,
    private readonly endsAt: number,
    private readonly sweepCases: SweepCases,
    accounts: readonly Account[],
  ) {
    this.ids = new Map(accounts.map(({ login, id }) => [login, id]));
    this.directory = new ActorDirectory(services.database, clock);
  }

  static async open(
    services: Services,
    clock: AdjustableClock,
    market: DemoMarket,
    sweepCases: SweepCases,
  ): Promise<Filling> {
    const played = await services.database.find(DemoStory, {});
    return new Filling(
      services,
      clock,
      planMarket(market),
      new Map(played.map((story) => [story.id, story])),
      market.endsAt,
      sweepCases,
      await services.database.find(Account, {}),
    );
  }

  async play(signal: AbortSignal, report: (share: number) => void): Promise<Filled> {
    const all = this.stories
      .flatMap((story) => story.steps.map((step, number) => ({ story, step, number })))
      .sort((one, other) => one.step.at - other.step.at);
    const left = all.filter(({ story, number }) => number >= (this.played.get(story.id)?.step ?? 0));
    const over = new Set<string>();
    let steps = all.length - left.length;
    if (steps > 0) await this.finishSteps();
    for (const { story, step, number } of left) {
      if (signal.aborted) break;
      await this.passTime(step.at);
      if (!over.has(story.id) && !(await this.playStep(story, step, number))) over.add(story.id);
      steps += 1;
      report(steps / all.length);
      // Requests go first.
      await turns.pass();
      await new Promise((resume) => setImmediate(resume));
    }
    return { steps, ended: this.ended };
  }

  /** After an interruption: what follows the last steps outside their transactions may not have happened. */
  private async finishSteps(): Promise<void> {
    for (const { id, steps } of this.stories) {
      const known = this.played.get(id);
      if (known) await steps[known.step - 1]?.after?.(this.services, known.made, (login) => this.as(login));
    }
  }

  private async passTime(at: number): Promise<void> {
    this.lookedAt ||= at;
    while (this.lookedAt + CLOCKS_EVERY <= at) {
      this.lookedAt += CLOCKS_EVERY;
      this.clock.moveTo(this.lookedAt);
      const often = this.lookedAt > this.endsAt - LAST_DAYS;
      if (often || this.sweptAt + SWEPT_EVERY <= this.lookedAt) {
        this.sweptAt = this.lookedAt;
        await this.services.sweep();
      } else {
        await this.sweepCases(this.services);
        await this.services.project();
      }
    }
    this.clock.moveTo(at);
  }

  /** False when a command was refused: what happened to the story meanwhile leaves no place for it. */
  private async playStep(story: Story, step: Step, number: number): Promise<boolean> {
    const known = this.played.get(story.id);
    const made = { ...known?.made };
    try {
      await this.services.database.transact(async (tx) => {
        const scene: Scene = {
          tx,
          made,
          of: (id) => this.played.get(id)?.made ?? {},
          as: (login) => this.as(login),
          idOf: (login) => this.idOf(login),
        };
        await step.play(scene);
        const row = { step: number + 1, made };
        if (known) tx.update(DemoStory, story.id, row);
        else tx.insert(DemoStory, { id: story.id, ...row });
      });
      this.played.set(story.id, { id: story.id, step: number + 1, made });
      await step.after?.(this.services, made, (login) => this.as(login));
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      logFault(this.services.log, error, { story: story.id, step: number }, "a story of the demo's market ended early");
      this.ended.push({
        story: story.id,
        because: `step ${number}: ${error.code} ${JSON.stringify(error.details ?? {})}`,
      });
      return false;
    }
  }

  /** Nobody's roles change in the market, and nobody acts for a provider before it is registered. */
  private as(login: string): Promise<Actor> {
    let actor = this.actors.get(login);
    if (!actor) this.actors.set(login, (actor = this.directory.current(this.idOf(login)).then(present)));
    return actor;
  }

  private idOf(login: string): string {
    return present(this.ids.get(login));
  }
}

function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("somebody of the demo's market is missing");
  return value;
}
