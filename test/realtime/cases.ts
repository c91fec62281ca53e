import type { Person, World } from "../support/world";

/** Opens a complaint by the person about the order the demo gave them; answers the case's id. */
export async function openCase(world: World, login = "li.na", breachClass = "ORDINARY"): Promise<string> {
  const consumer = await world.as(login);
  const { myOrders } = await consumer.ok(`{ myOrders(first: 1) { nodes { id promises { promiseVersion { id } } } } }`);
  const order = myOrders.nodes[0];
  const { complaint } = await consumer.do("openComplaint", {
    orderId: order.id,
    title: "承诺 48 小时交付,71 小时才交",
    story: "付款后第三天才收到初稿。",
    breachClass,
    demandKind: "REFUND_FULL",
    breaches: [
      {
        promiseVersionId: order.promises[0].promiseVersion.id,
        expected: "48 小时内",
        delivered: "71 小时后",
        amount: 50_000,
      },
    ],
  });
  return complaint.id;
}

export const say = (person: Person, complaintId: string, text: string, visibility = "PARTIES"): Promise<unknown> =>
  person.do("sendMessage", { complaintId, text, visibility });

export const FOLLOW_CASE = `subscription Follow($id: ID!, $after: String) { complaintUpdated(id: $id, after: $after) { cursor caughtUp event { seq type data } complaint { id status version } } }`;

/** So many changes of cases that are none of anybody's; on a feed of that name. */
export async function fillLog({ db }: World, count: number, topic = "queue"): Promise<void> {
  await db.transact(async (tx) => {
    const [counter] = await tx.query<{ position: number }>(
      `SELECT position FROM feed_counter WHERE id = 1${db.isSqlite ? "" : " FOR UPDATE"}`,
    );
    const [last] = await tx.query<{ id: number }>("SELECT MAX(id) AS id FROM event_log");
    const before = counter?.position ?? NaN;
    const from = (last?.id ?? NaN) + 1;
    const [nobodys] = await tx.query<{ seq: number }>(
      "SELECT COALESCE(MAX(seq), 0) AS seq FROM event_log WHERE stream_id = 'cmp_nobody'",
    );
    const seq = (nobodys?.seq ?? NaN) + 1;
    for (let done = 0; done < count; done += 2_000) {
      const rows = Array.from({ length: 2_000 }, (_, index) => {
        const n = done + index;
        return `(${from + n}, 'cmp_nobody', ${seq + n}, 'X', 'SYSTEM', '${topic}', 'PARTIES', 0, '{}', '', '', '')`;
      });
      await tx.query(
        `INSERT INTO event_log (id, stream_id, seq, type, actor_role, topics, audience, at, data, salt, prev_hash, hash) VALUES ${rows.join(", ")}`,
      );
    }
    await tx.query(
      "INSERT INTO log_position (position, event_id) SELECT ? + ROW_NUMBER() OVER (ORDER BY id), id FROM event_log WHERE id >= ?",
      [before, from],
    );
    await tx.query(
      "INSERT INTO event_topic (topic, position, recorded_at) SELECT ?, p.position, 0 FROM log_position p WHERE p.position > ?",
      [topic, before],
    );
    await tx.query("UPDATE feed_counter SET position = position + ? WHERE id = 1", [count]);
  });
}
