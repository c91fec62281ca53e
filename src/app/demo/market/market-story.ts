import type { Actor } from "../../../accounts/actor/actor";
import type { Tx } from "../../../platform/database/tx";
import type { Services } from "../../../platform/graphql/context";

/** What a step of a story may use. */
export interface Scene {
  tx: Tx;
  /** What this story has made so far. */
  made: Record<string, string>;
  /** What another story has made. */
  of: (story: string) => Readonly<Record<string, string>>;
  /** Somebody of the market. */
  as: (login: string) => Promise<Actor>;
  idOf: (login: string) => string;
  /** People name round sums, in minor units; 1: just the share that is meant, in whatever currency. */
  roundTo?: number;
}

/** A share of what was claimed. */
export function shareOf({ made: known, roundTo = 100 }: Pick<Scene, "made" | "roundTo">, share: number): number {
  const claimed = Number(made({ made: known }, "amount"));
  return Math.max(roundTo, Math.round((claimed * share) / roundTo) * roundTo);
}

/** One thing that happens at one time, in one transaction. */
export interface Step {
  at: number;
  play(scene: Scene): Promise<unknown>;
  /** What follows it outside its transaction: the bytes of a file arrive, as they do for anybody. */
  after?(services: Services, made: Readonly<Record<string, string>>, as: Scene["as"]): Promise<void>;
}

/** What happens to one provider, or to one order and its case. Its steps are in the order of their times. */
export interface Story {
  id: string;
  steps: Step[];
}

/** Runs a command of the domain as somebody of the market. */
export const act = async <I, R>(
  { tx, as }: Scene,
  login: string,
  command: (tx: Tx, actor: Actor, input: I) => Promise<R>,
  input: NoInfer<I>,
): Promise<R> => command(tx, await as(login), input);

export function made({ made: known }: Pick<Scene, "made">, name: string): string {
  const id = known[name];
  if (id === undefined) throw new Error(`the story has made no ${name} yet`);
  return id;
}
