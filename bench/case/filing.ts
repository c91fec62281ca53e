import type { FilableOrder } from "../support/world";
import { checkChain, readRows } from "../support/rows";
import { graphql, sameJson, type Bench, type Work } from "../support/work";

const MUTATION = `mutation File($input: OpenComplaintInput!) {
  openComplaint(input: $input) { clientMutationId complaint { id status version title dueAt } }
}`;

/** A consumer files a complaint on a fresh order: case, breach, three clocks, stage record, event, notice, counter, number, idempotency record. */
export function filing({ world: { filable }, tokens, databaseUrl, writes }: Bench): Work {
  let held = new Map<string, string>();
  let n = 0;
  const input = ({ orderId, promiseVersionId }: FilableOrder) => ({
    clientMutationId: `file ${orderId}`,
    orderId,
    title: "加价三百元 Three hundred more than promised",
    story:
      "他们说全包，完工后又要加钱。They said everything was included and asked for more once the work was done; I have the chat and the receipt.",
    demandKind: "REFUND_PART",
    demandAmount: 15_000,
    breaches: [
      {
        promiseVersionId,
        expected: "约定的价格 the price as agreed",
        delivered: "多收三百元 three hundred more",
        amount: 15_000,
      },
    ],
  });
  const floorRequest = (order: FilableOrder) => ({
    method: "POST" as const,
    path: "/complaints",
    token: held.get(order.consumer.id),
    body: JSON.stringify({ input: input(order) }),
  });
  const ourRequest = (order: FilableOrder) => graphql(MUTATION, { input: input(order) }, held.get(order.consumer.id));
  const take = <T>(use: (order: FilableOrder) => T): T | undefined => {
    const order = filable[n];
    n += 1;
    return order && use(order);
  };
  return {
    name: "filing",
    perRound: writes,
    async prepare() {
      held = await tokens.ofAll(filable.map(({ consumer }) => consumer));
    },
    floor: () => take(floorRequest),
    ours: () => take(ourRequest),
    async verify(askFloor, askOurs) {
      const written = [];
      for (const answer of [
        await askFloor(take(floorRequest) ?? raise()),
        await askOurs(take(ourRequest) ?? raise()),
      ]) {
        const { complaint } = (answer.data as { openComplaint: { complaint: { id: string; dueAt: string } } })
          .openComplaint;
        await checkChain(databaseUrl, "complaint", complaint.id, 1);
        const openedAt = Date.parse(complaint.dueAt) - 48 * 3_600_000;
        written.push({ shape: shapeOf(answer), rows: await rowsOf(databaseUrl, complaint.id, openedAt) });
      }
      sameJson("filing", written[0], written[1]);
    },
  };
}

function rowsOf(url: string, id: string, base: number) {
  return readRows(url, base, {
    complaint: ["SELECT * FROM complaint WHERE id = ?", id],
    // Which of the four promises it is differs.
    breach: [
      "SELECT id, complaint_id, promise_id, promise_version_id, expected, delivered, amount, open_key FROM breach WHERE complaint_id = ?",
      id,
    ],
    timers: ["SELECT * FROM case_timer WHERE complaint_id = ? ORDER BY clock", id],
    stages: ["SELECT * FROM stage_record WHERE complaint_id = ?", id],
    events: ["SELECT * FROM event_log WHERE stream_id = ? ORDER BY seq", id],
    topics: [
      "SELECT t.topic, t.recorded_at FROM event_topic t JOIN log_position p ON p.position = t.position JOIN event_log e ON e.id = p.event_id WHERE e.stream_id = ? ORDER BY t.topic",
      id,
    ],
    terms: ["SELECT field, term, subject_id FROM text_term WHERE subject_id = ? ORDER BY field, term", id],
    notices: ["SELECT * FROM notice WHERE stream_id = ?", id],
    record: [
      "SELECT account_id, mutation, client_mutation_id, request_digest, result, created_at FROM idempotency_record WHERE mutation = 'openComplaint' AND result LIKE CONCAT('%', ?, '%')",
      id,
    ],
  });
}

/** The field names of a response. */
export function shapeOf(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return typeof answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, shapeOf(value)]));
}

export function raise(): never {
  throw new Error("not enough was seeded");
}
