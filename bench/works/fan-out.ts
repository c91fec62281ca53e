import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import { Connection, type Request } from "../load";
import type { Taken } from "../report";
import { median } from "../support/median";
import type { Child } from "../support/processes";
import { graphql, type Bench } from "./work";

const SUBSCRIPTION = `subscription Desk {
  moderationQueueUpdated { cursor caughtUp event { id seq type at actorRole data } complaint { id status title severity version dueAt updatedAt } }
}`;
const TAKE = `mutation Take($input: TakeComplaintInput!) { takeComplaint(input: $input) { complaint { id version } } }`;
const MESSAGES = 10;

interface Side {
  port: number;
  child: Child;
  crowd: Crowd;
  /** Makes one message go to everybody. */
  trigger: () => Request;
  /** What the trigger itself takes while nobody listens: milliseconds of waiting and of processor time. */
  alone: { ms: number; cpu: number };
}

/** One committed change, told to a crowd of moderators; against the same bytes sent blindly to as many sockets. */
export class FanOut {
  private constructor(
    private readonly floor: Side,
    private readonly ours: Side,
  ) {}

  static async connect(
    { world, tokens }: Bench,
    floor: { port: number; child: Child },
    ours: { port: number; child: Child },
    sockets: number,
  ): Promise<FanOut> {
    const held = await Promise.all(world.moderators.map((moderator) => tokens.of(moderator)));
    const take = () => graphql(TAKE, { input: { complaintId: world.submitted } }, held[0]);
    const idle = {
      floor: await measureAlone(floor, () => ({ method: "POST", path: "/", body: "" })),
      ours: await measureAlone(ours, take),
    };
    const subscribers = await Crowd.open(sockets, (n) => subscribe(ours.port, held[n % held.length] ?? ""));
    const bare = await Crowd.open(sockets, () => opened(new WebSocket(`ws://127.0.0.1:${floor.port}`)));
    const ourSide: Side = { ...ours, crowd: subscribers, trigger: take, alone: idle.ours };
    await deliver(ourSide, 1);
    const frame = subscribers.checkSameEvent();
    return new FanOut(
      { ...floor, crowd: bare, trigger: () => ({ method: "POST", path: "/", body: frame }), alone: idle.floor },
      ourSide,
    );
  }

  async round(): Promise<{ floor: Taken; ours: Taken }> {
    const floor = await deliver(this.floor, MESSAGES);
    const ours = await deliver(this.ours, MESSAGES);
    this.ours.crowd.checkSameEvent();
    return { floor, ours };
  }

  close(): void {
    for (const { crowd } of [this.floor, this.ours]) crowd.close();
  }
}

/** Sockets whose messages are counted as they come and read only afterwards. */
class Crowd {
  private missing = 0;
  private settle: (result: number | Error) => void = () => undefined;
  private readonly last: Buffer[] = [];

  private constructor(private readonly sockets: WebSocket[]) {
    sockets.forEach((socket, n) =>
      socket.on("message", (data: Buffer) => {
        this.last[n] = data;
        if (data.includes('"errors"')) this.settle(new Error(`a stream ended: ${data.toString()}`));
        else if ((this.missing -= 1) === 0) this.settle(performance.now());
      }),
    );
  }

  static async open(size: number, connect: (n: number) => Promise<WebSocket>): Promise<Crowd> {
    const sockets: WebSocket[] = [];
    while (sockets.length < size)
      sockets.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(50, size - sockets.length) }, (_, n) => connect(sockets.length + n)),
        )),
      );
    return new Crowd(sockets);
  }

  /** When the last socket has its next message; at most 30 seconds from now. */
  everybodyHears(): Promise<number> {
    return new Promise((done, failed) => {
      const late = setTimeout(
        () => failed(new Error(`${this.missing} of ${this.sockets.length} sockets heard nothing for 30 seconds`)),
        30_000,
      );
      this.missing = this.sockets.length;
      this.settle = (result) => {
        clearTimeout(late);
        this.settle = () => undefined;
        if (typeof result === "number") done(result);
        else failed(result);
      };
    });
  }

  /** Throws unless the last message of all is the same event; answers the first one's text. */
  checkSameEvent(): string {
    const texts = this.last.map(String);
    const seqs = new Set(texts.map((text) => /"event":\{[^}]*"seq":(\d+)/.exec(text)?.[1]));
    if (seqs.size !== 1 || seqs.has(undefined))
      throw new Error(`the sockets did not all hear the same event: ${[...seqs].join(", ")}`);
    return texts[0] ?? "";
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }
}

async function deliver({ port, child, crowd, trigger, alone }: Side, messages: number): Promise<Taken> {
  const connection = await Connection.open(port);
  const before = child.cpu();
  const took: number[] = [];
  for (let n = 0; n < messages; n += 1) {
    const heard = crowd.everybodyHears();
    const started = performance.now();
    const [at, answer] = await Promise.all([heard, connection.send(trigger())]);
    if (answer.status !== 200 || answer.body.startsWith('{"errors"')) throw new Error(`fan-out: ${answer.body}`);
    took.push(at - started);
    await delay(20);
  }
  connection.close();
  return {
    speed: Math.max(0.01, median(took) - alone.ms),
    cpu: Math.max(0.01, (child.cpu() - before) / messages - alone.cpu),
    database: NaN,
  };
}

async function measureAlone(
  { port, child }: { port: number; child: Child },
  trigger: () => Request,
): Promise<Side["alone"]> {
  const connection = await Connection.open(port);
  const took: number[] = [];
  let before = 0;
  for (let n = 0; n < 250; n += 1) {
    if (n === 50) before = child.cpu();
    const started = performance.now();
    await connection.send(trigger());
    took.push(performance.now() - started);
  }
  connection.close();
  return { ms: median(took.slice(50)), cpu: (child.cpu() - before) / 200 };
}

/** A socket that has subscribed and has been told that it is up to date. */
async function subscribe(port: number, token: string): Promise<WebSocket> {
  const socket = await opened(new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws"));
  await new Promise<void>((done, failed) => {
    socket.on("close", (code) => failed(new Error(`the socket was closed: ${code}`)));
    socket.on("message", function hear(data: Buffer) {
      const { type, payload } = JSON.parse(data.toString()) as {
        type: string;
        payload?: { data?: { moderationQueueUpdated: { caughtUp: boolean } } };
      };
      if (type === "connection_ack")
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: SUBSCRIPTION } }));
      else if (!payload?.data?.moderationQueueUpdated.caughtUp)
        failed(new Error(`the subscription was answered ${data.toString()}`));
      else {
        socket.off("message", hear);
        done();
      }
    });
    socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
  });
  return socket;
}

function opened(socket: WebSocket): Promise<WebSocket> {
  return new Promise((done, failed) => {
    socket.once("open", () => done(socket));
    socket.once("error", failed);
  });
}
