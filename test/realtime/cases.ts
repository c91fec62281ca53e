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
