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

/** Fifty cases of the moderators' queue, the most urgent first: page 1 or a deep one. */
export function queue({ world: { moderators }, tokens }: Bench, page: number, ourPort: number): Work {
  let n = 0;
  let held: string[] = [];
  const after = { floor: "", ours: "" };
  const token = (): string => held[(n += 1) % held.length] ?? "";
  const floor = () => ({ method: "GET" as const, path: `/queue?after=${after.floor}`, token: token() });
  const ours = () => graphql(QUERY, { after: after.ours || null }, token());
  const prepare = async (): Promise<void> => {
    held = await Promise.all(moderators.map((moderator) => tokens.of(moderator)));
    if (page === 1 || after.ours !== "") return;
    // Paged through once, with our own cursors; the place is the same for both.
    for (let at = 1; at < page; at += 1) {
      const { moderationQueue } = (JSON.parse((await ask(ourPort, ours())).body) as QueueAnswer).data;
      if (!moderationQueue.pageInfo.hasNextPage) throw new Error(`the queue has only ${at} pages: seed more cases`);
      const last = moderationQueue.nodes.at(-1);
      after.ours = moderationQueue.pageInfo.endCursor;
      if (last) after.floor = `${urgencyOf({ ...last, dueAt: Date.parse(last.dueAt) })}.${last.id}`;
    }
  };
  return {
    name: page === 1 ? "queue" : `queue, page ${page}`,
    prepare,
    floor,
    ours,
    async verify(askFloor: Ask, askOurs: Ask) {
      const pages = [await askFloor(floor()), await askOurs(ours())].map(({ data }) => data as QueueAnswer["data"]);
      for (const { moderationQueue } of pages) moderationQueue.pageInfo.endCursor = "…";
      if (pages[0]?.moderationQueue.nodes.length !== 50) throw new Error("the queue's page is not full");
      sameJson(this.name, pages[0], pages[1]);
    },
  };
}
