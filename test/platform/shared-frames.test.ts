import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { NumberedEvent } from "../../src/platform/database/event.entity";
import { SharedFrames, type Sharing } from "../../src/platform/graphql/shared-frames";
import { eventually } from "../support/eventually";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

test("what an audience was sent is executed once for those who come together, and then let go", async () => {
  const frames = new SharedFrames(() => {
    throw new Error("there is no actor");
  });
  let executed = 0;
  const made: WeakRef<Buffer>[] = [];
  const ctx = { actor: null, services: { readsOf: () => null }, renewed: () => ctx };
  const sharing = {
    ...{ operation: "{ a }", audience: "everyone", ctx },
    live: { stream: { name: "a", permit: () => true }, scope: "public", cursorAt: String },
    async execute() {
      executed += 1;
      const payload = Buffer.from("told");
      made.push(new WeakRef(payload));
      return payload;
    },
  } as unknown as Sharing;
  const send = async (position: number): Promise<void> => {
    await frames.of(sharing, { event: { position } as NumberedEvent, position, caughtUp: true });
  };
  for (let position = 1; position <= 20; position += 1) await Promise.all([send(position), send(position)]);
  expect(executed).toBe(20);
  // Nobody asks for them again.
  await eventually(async () => {
    collectGarbage();
    await nextTurn();
    expect(made.filter((each) => each.deref())).toEqual([]);
  });
});
