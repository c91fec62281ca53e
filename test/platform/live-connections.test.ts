import type { Context, Services } from "../../src/platform/graphql/context";
import { LiveConnections, type LiveConnection } from "../../src/platform/http/live-connections";
import { Refusal } from "../../src/platform/refusal";
import { eventually } from "../support/eventually";

interface Look {
  done: (context: Context) => void;
  failed: (why: Refusal) => void;
}

test.each([
  ["before", [0, 1]],
  ["after", [1, 0]],
])("what could not be looked at is looked at again, also when an earlier look ends well %s that", async (_, order) => {
  let hear: (event: { topicList: readonly string[] }) => void = () => undefined;
  const services = {
    tail: { observe: (listener: typeof hear) => ((hear = listener), () => undefined) },
    clock: { now: () => 0 },
    log: { warn: () => undefined },
  } as unknown as Services;
  const context = { actor: { accountId: "acc_1" }, accountChanged: false } as Context;
  const looks: Look[] = [];
  await using live = new LiveConnections(
    services,
    { sockets: 1, socketsPerAddress: 1, socketsPerPerson: 1 },
    {
      renew: async () => context,
      still: () => new Promise<Context>((done, failed) => looks.push({ done, failed })),
    },
  );
  const ends: Refusal[] = [];
  const connection: LiveConnection = {
    ...{ address: "192.0.2.1", context, expiresAt: Infinity, doubted: false },
    end: (why) => void ends.push(why),
    look: () => undefined,
  };
  live.enter(connection);
  live.identify(connection);

  const lookedAt = (times: number): Promise<void> => eventually(async () => expect(looks).toHaveLength(times), 5_000);
  hear({ topicList: ["account:acc_1"] });
  await lookedAt(1);
  // Their session ends.
  hear({ topicList: ["account:acc_1"] });
  await lookedAt(2);
  for (const nth of order) {
    if (nth === 0) looks[0]?.done(context);
    else looks[1]?.failed(new Refusal("UNAVAILABLE", { retryAfter: 5 }));
    await new Promise(setImmediate);
  }
  await lookedAt(3);
  looks[2]?.failed(new Refusal("UNAUTHENTICATED", { reason: "signedOut" }));
  await eventually(async () => expect(ends.map(({ code }) => code)).toEqual(["UNAUTHENTICATED"]), 5_000);
});
