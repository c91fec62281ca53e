import { Complaint } from "../../src/case/complaints/complaint.entity";
import { forEachDatabase } from "../support/databases";
import { startWorld } from "../support/world";
import { FOLLOW_CASE, openCase } from "./cases";

const HISTORY = "query ($id: ID!) { complaint(id: $id) { timeline(last: 1) { nodes { type actorRole data } } } }";
const INBOX = "{ inbox { notices(first: 1) { nodes { type text } } } }";

forEachDatabase((kind) => {
  test("what only a newer version knows is told as that tells it: in the history, live, and in the inbox", async () => {
    await using world = await startWorld(kind);
    const id = await openCase(world, "li.na");
    const consumer = await world.as("li.na");
    const stream = consumer.follow(FOLLOW_CASE, { id });
    await stream.until(({ received }) => received.length > 0);
    await world.db.transact(async (tx) => {
      const complaint = await tx.lock(Complaint, id);
      if (!complaint) throw new Error("the case is gone");
      tx.record(complaint, {
        ...{ type: "COMPLAINT_FRAMED", actorId: null, actorRole: "ROBOT", audience: "PARTIES", data: { frame: "oak" } },
        ...{ topics: [`complaint:${id}`], notify: [consumer.accountId] },
      } as never);
    });
    await stream.until(({ received, errors }) => received.length + errors.length > 1);
    expect(stream.errors).toEqual([]);
    expect(stream.received[1]).toMatchObject({ event: { type: "COMPLAINT_FRAMED", data: {} } });
    const told = { type: "COMPLAINT_FRAMED", actorRole: "ROBOT", data: {} };
    // At its second use a document is compiled.
    for (let use = 0; use < 3; use += 1) {
      expect(await consumer.ok(HISTORY, { id })).toEqual({ complaint: { timeline: { nodes: [told] } } });
      expect(await consumer.ok(INBOX)).toEqual({
        inbox: {
          notices: { nodes: [{ type: "COMPLAINT_FRAMED", text: expect.stringMatching(/^There is news of “/) }] },
        },
      });
    }
  });
});
