import type { Severity } from "../../src/case/complaints/case-enums.types";
import { urgencyOf } from "../../src/case/complaints/urgency.pure";
import { ask } from "../support/load";
import { graphql, sameJson, type Ask, type Bench, type Work } from "../support/work";

const QUERY = `query Queue($after: String) {
  moderationQueue(first: 50, after: $after) {
    nodes {
      id title status severity dueAt updatedAt evidenceCount atStake { amount currency } consumerName
      provider { id legalName }
      breaches { kind promiseVersion { text } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface QueueAnswer {
  data: {
    moderationQueue: {
      nodes: { id: string; dueAt: string; severity: Severity }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
}

/** Where a page begins. */
interface Place {
  floor: string;
  ours: string;
}

const LAST_PAGE = 100;

/**
 * Fifty cases of the moderators' queue, the most urgent first: page 1, page 100, or all of these pages in turn. Requests for the same page
 * that come at once are one statement for ours; of those for all pages seldom two are the same.
 */
export function queue({ world: { moderators }, tokens }: Bench, pages: 1 | 100 | "each", ourPort: number): Work {
  let [asked, read] = [0, 0];
  let held: string[] = [];
  let places: Place[] = [{ floor: "", ours: "" }];
  const token = (): string => held[(asked += 1) % held.length] ?? "";
  const next = (): Place => places[(read += 37) % places.length] as Place;
  const floor = (place: Place) => ({ method: "GET" as const, path: `/queue?after=${place.floor}`, token: token() });
  const ours = (place: Place) => graphql(QUERY, { after: place.ours || null }, token());
  const prepare = async (): Promise<void> => {
    held = await Promise.all(moderators.map((moderator) => tokens.of(moderator)));
    if (pages === 1 || places.at(-1)?.ours !== "") return;
    const found = await everyPlace(ourPort, token());
    places = pages === "each" ? found : found.slice(-1);
  };
  return {
    name: { 1: "queue", 100: "queue, page 100", each: "queue, each page" }[pages],
    prepare,
    floor: () => floor(next()),
    ours: () => ours(next()),
    async verify(askFloor: Ask, askOurs: Ask) {
      for (let nth = 0; nth < Math.min(places.length, 5); nth += 1) {
        const place = next();
        const both = [await askFloor(floor(place)), await askOurs(ours(place))].map(
          ({ data }) => data as QueueAnswer["data"],
        );
        for (const { moderationQueue } of both) moderationQueue.pageInfo.endCursor = "…";
        if (both[0]?.moderationQueue.nodes.length !== 50) throw new Error("the queue's page is not full");
        sameJson(this.name, both[0], both[1]);
      }
    },
  };
}

/** Paged through once, with our own cursors; the places are the same for both. */
async function everyPlace(ourPort: number, token: string): Promise<Place[]> {
  const places: Place[] = [{ floor: "", ours: "" }];
  while (places.length < LAST_PAGE) {
    const request = graphql(QUERY, { after: places.at(-1)?.ours || null }, token);
    const { moderationQueue } = (JSON.parse((await ask(ourPort, request)).body) as QueueAnswer).data;
    const last = moderationQueue.nodes.at(-1);
    if (!moderationQueue.pageInfo.hasNextPage || !last)
      throw new Error(`the queue has only ${places.length} pages: seed more cases`);
    places.push({
      ours: moderationQueue.pageInfo.endCursor,
      floor: `${urgencyOf({ ...last, dueAt: Date.parse(last.dueAt) })}.${last.id}`,
    });
  }
  return places;
}
