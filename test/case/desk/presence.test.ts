import type { RedisLine } from "../../../src/platform/feed/redis-line";
import { Presence } from "../../../src/case/desk/presence";
import { openCase, type WorldCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { signIn, startWorld, type Person, type Stream, type World } from "../../support/world";

const LOOK = `subscription ($id: ID!) { complaintViewers(id: $id) { displayName isMe since } }`;

forEachDatabase((kind, further) => {
  let world: World;
  let theCase: WorldCase;
  const sockets: Person[] = [];

  beforeAll(async () => {
    world = await startWorld(kind);
  });
  beforeEach(async () => {
    theCase = await openCase(world);
  });
  afterEach(async () => {
    for (const person of sockets.splice(0)) await person.hangUp();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** A browser window of its own, once the server has let it look, or refused it: the list is in the order of coming. */
  async function open(
    login: string,
    signedIn: Promise<Person> = signIn(world.url, login),
  ): Promise<{ person: Person; stream: Stream }> {
    const person = await signedIn;
    sockets.push(person);
    const stream = person.follow(LOOK, { id: theCase.id });
    await stream.until(({ received, errors }) => received.length + errors.length > 0);
    return { person, stream };
  }

  interface Viewer {
    displayName: string;
    isMe: boolean;
  }
  const last = (stream: Stream): string =>
    (stream.received.at(-1) ?? []).map(({ displayName, isMe }: Viewer) => displayName + (isMe ? "*" : "")).join(" ");
  const shows = (stream: Stream, names: string): Promise<Stream> => stream.until((s) => last(s) === names);

  test("each sees the others come and go, oneself included; nothing is written down", async () => {
    // Signing in is written down, looking is not.
    const logins = ["chen.mod", "sun.audit", "he.inspect"] as const;
    const people = new Map<string, Promise<Person>>(logins.map((login) => [login, signIn(world.url, login)]));
    await Promise.all(people.values());
    const before = await world.db.query("SELECT MAX(id) AS head FROM event_log");
    const chen = await open("chen.mod", people.get("chen.mod"));
    await shows(chen.stream, "陈静*");
    world.clock.advance(1_000);
    const sun = await open("sun.audit", people.get("sun.audit"));
    await shows(sun.stream, "陈静 孙立*");
    await shows(chen.stream, "陈静* 孙立");
    const [first, second] = sun.stream.received.at(-1);
    expect(Date.parse(second.since) - Date.parse(first.since)).toBeGreaterThanOrEqual(1_000);
    const he = await open("he.inspect", people.get("he.inspect"));
    await shows(chen.stream, "陈静* 孙立 何平");
    await sun.person.hangUp();
    await shows(chen.stream, "陈静* 何平");
    await shows(he.stream, "陈静 何平*");
    chen.stream.close();
    await shows(he.stream, "何平*");
    expect(await world.db.query("SELECT MAX(id) AS head FROM event_log")).toEqual(before);
  });

  further("two tabs are one person, who leaves with the last of them", async () => {
    const zhou = await open("zhou.lead");
    const [one, two] = [await open("chen.mod"), await open("chen.mod")];
    await shows(one.stream, "周敏 陈静*");
    await shows(two.stream, "周敏 陈静*");
    await shows(zhou.stream, "周敏* 陈静");
    await one.person.hangUp();
    // What comes next is liu: the tab closed was no news.
    const liu = await open("liu.mod");
    await shows(zhou.stream, "周敏* 陈静 刘洋");
    await two.person.hangUp();
    await shows(zhou.stream, "周敏* 刘洋");
    expect(zhou.stream.received).toHaveLength(4);
    await liu.person.hangUp();
    await shows(zhou.stream, "周敏*");
  });

  further("who looks at another case is not counted", async () => {
    const first = theCase;
    const chen = await open("chen.mod");
    theCase = await openCase(world);
    const liu = await open("liu.mod");
    await shows(liu.stream, "刘洋*");
    theCase = first;
    await open("zhou.lead");
    // What comes next is zhou: liu was no news.
    await shows(chen.stream, "陈静* 周敏");
    expect(chen.stream.received).toHaveLength(2);
  });

  further("parties, the public and administrators are refused; a case that is not there is not found", async () => {
    for (const [login, code] of [
      ["li.na", "FORBIDDEN"],
      ["wang.owner", "FORBIDDEN"],
      ["admin", "FORBIDDEN"],
    ] as const) {
      const { stream } = await open(login);
      await stream.until(({ errors }) => errors.length > 0);
      expect([login, stream.errors[0]?.extensions.code, stream.received]).toEqual([login, code, []]);
    }
    const chen = await signIn(world.url, "chen.mod");
    sockets.push(chen);
    const unknown = chen.follow(LOOK, { id: "cmp_7zzzzzzzzzzzzzzzzzzzzzzzzz" });
    await unknown.until(({ errors }) => errors.length > 0);
    expect(unknown.errors[0]?.extensions.code).toBe("NOT_FOUND");
  });

  further("a moderator who is a party does not look on as staff", async () => {
    const tom = await world.as("tom");
    const roles = (given: string[]) => world.setRoles({ accountId: tom.accountId, roles: given });
    theCase = await openCase(world, { consumer: "tom" });
    await roles(["CONSUMER", "MODERATOR"]);
    const { stream } = await open("tom");
    await stream.until(({ errors }) => errors.length > 0);
    expect(stream.errors[0]?.extensions.code).toBe("CONFLICT_OF_INTEREST");
    await roles(["CONSUMER"]);
  });

  further(
    "a right that ends, ends the stream, and the person is gone from the others' lists; other news of an account is none here",
    async () => {
      const [liu, chen] = [await open("liu.mod"), await open("chen.mod")];
      await shows(liu.stream, "刘洋* 陈静");
      await chen.person.do("updateAccount", { timeZone: "Asia/Shanghai" }, "{ account { id } }");
      const roles = (given: string[]) => world.setRoles({ accountId: liu.person.accountId, roles: given });
      await roles(["TRAINER"]);
      const seen = liu.stream.received.length;
      // Nobody comes or goes meanwhile.
      await liu.stream.until(({ errors }) => errors.length > 0);
      expect(liu.stream.errors[0]?.extensions.code).toBe("PERMISSION_REVOKED");
      expect(liu.stream.received).toHaveLength(seen);
      await shows(chen.stream, "陈静*");
      expect(chen.stream.received.map((list: Viewer[]) => list.length)).toEqual([2, 1]);
      await roles(["MODERATOR"]);
    },
  );
});

test("a copy of the installation on the same Redis shows nobody of it, and of its own other processes everybody", async () => {
  const listeners: ((text: string) => void)[] = [];
  const line = {
    hear: (_: string, heard: (text: string) => void) => void listeners.push(heard),
    onHearing: () => undefined,
    say: (_: string, text: string) => listeners.forEach((heard) => heard(text)),
  } as unknown as RedisLine;
  const looks = ["one", "one", "its copy"].map((epoch, nth) =>
    Presence.of({ line, tail: { epoch } }).look("cmp_1", { accountId: `acc_${nth}`, displayName: "", since: nth }),
  );
  const seen = await Promise.all(looks.map(async (look) => (await look.next()).value));
  for (const look of looks) await look.return();
  expect(seen.map((people: { accountId: string }[]) => people.map(({ accountId }) => accountId))).toEqual([
    ["acc_0", "acc_1"],
    ["acc_0", "acc_1"],
    ["acc_2"],
  ]);
});
