import { appeal } from "./story-appeal";
import { dispute } from "./story-dispute";
import { enforcement } from "./story-enforcement";
import { fraud } from "./story-fraud";
import { placeOrder } from "./story-market";
import type { Print, Sighting } from "./story-listener";
import { settlement } from "./story-settlement";
import { closeStage, openStage, placeInSearch, scene } from "./story-stage";

const PEOPLE = ["lina", "tom", "wang", "chen", "liu", "zhou", "qian", "street"] as const;
type Name = (typeof PEOPLE)[number];

/** The result. */
export interface Played {
  /** False when the server's clock could not be moved, so that enforcement was left out. */
  finished: boolean;
  /** Each case's status or, once closed, its closing reason. */
  ended: { dispute: string; fraud: string; settlement: string };
  ids: { dispute: string; fraud: string; settlement: string };
  /** The live updates each person received, in order. */
  seen: Record<Name, Sighting[]>;
}

/** The whole story, over HTTP and websockets, against the server at `url`. Throws if the server does not behave as the story expects. */
export async function playStory(url: string, print: Print): Promise<Played> {
  const stage = await openStage(url, print);
  try {
    const main = await dispute(stage);
    await placeInSearch(stage, "after the ruling");
    await appeal(stage, main);
    scene(stage, "Others continue to order");
    const toms = await placeOrder(stage, stage.tom);
    const linas = await placeOrder(stage, stage.lina);
    const settled = await settlement(stage, linas);
    const grave = await fraud(stage, toms);
    const finished = await enforcement(stage, grave);
    const cases = { dispute: main, fraud: grave, settlement: settled };
    const ending = async (name: keyof typeof cases): Promise<string> => {
      const { closureReason, status } = await cases[name].look(stage.wang);
      return closureReason ?? status;
    };
    return {
      finished,
      ended: { dispute: await ending("dispute"), fraud: await ending("fraud"), settlement: await ending("settlement") },
      ids: { dispute: main.id, fraud: grave.id, settlement: settled.id },
      seen: Object.fromEntries(PEOPLE.map((name) => [name, stage[name].live.seen])) as Record<Name, Sighting[]>,
    };
  } finally {
    await closeStage(stage);
  }
}
