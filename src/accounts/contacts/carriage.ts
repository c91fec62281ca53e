import type { Logger } from "pino";
import type { Reader } from "../../platform/database/reader";
import type { Carried } from "../../platform/carriers/mailer";
import type { Pushed } from "../../platform/carriers/pusher";
import { MINUTE } from "../../platform/time";
import type { ContactKind } from "./contact-enums.types";

type Outcome = Carried["outcome"] | Pushed;

const NONE: Readonly<Record<Outcome, number>> = { SENT: 0, BOUNCED: 0, GONE: 0, LATER: 0, UNPROVEN: 0, REFUSED: 0 };
/** What will be tried again. */
const STAYS: ReadonlySet<Outcome> = new Set(["LATER", "UNPROVEN"]);

interface Channel {
  messages: Record<Outcome, number>;
  lettersGivenUp: number;
  /** Since when whoever carries it has taken nothing, however often it was asked; null: what was tried last was decided. */
  staysSince: number | null;
  toldAt: number;
}

const known = new WeakMap<object, Carriage>();

/**
 * What became of what each channel was to carry since this process began. A relay that is away is no fault of a sweep: its letters wait
 * and are tried again, and are given up after days. Here operators see it before.
 */
export class Carriage {
  private readonly channels = new Map<ContactKind, Channel>();

  static of({ source }: Reader): Carriage {
    let carriage = known.get(source);
    if (!carriage) known.set(source, (carriage = new Carriage()));
    return carriage;
  }

  carried(
    channel: ContactKind,
    { outcome, detail = null }: { outcome: Outcome; detail?: string | null },
    givenUp: number,
    now: number,
    log: Logger,
  ): void {
    const of = this.channel(channel);
    of.messages[outcome] += 1;
    of.lettersGivenUp += givenUp;
    const stays = STAYS.has(outcome);
    of.staysSince = stays ? (of.staysSince ?? now) : null;
    if ((!stays && givenUp === 0) || Math.abs(now - of.toldAt) < MINUTE) return;
    of.toldAt = now;
    const what = givenUp > 0 ? "letters were given up" : "letters could not be handed over; trying again";
    log.warn({ channel, outcome, detail, givenUp }, what);
  }

  /** `staySeconds`: 0 where something was taken, or refused for good, when it was last tried. */
  figures(now: number): {
    messages: ReadonlyMap<ContactKind, Readonly<Record<Outcome, number>>>;
    givenUp: Record<string, number>;
    staySeconds: Record<string, number>;
  } {
    const each = <T>(read: (channel: Channel) => T): [ContactKind, T][] =>
      [...this.channels].map(([kind, channel]) => [kind, read(channel)]);
    return {
      messages: new Map(each(({ messages }) => messages)),
      givenUp: Object.fromEntries(each(({ lettersGivenUp }) => lettersGivenUp)),
      staySeconds: Object.fromEntries(
        each(({ staysSince }) => (staysSince === null ? 0 : Math.max(0, (now - staysSince) / 1_000))),
      ),
    };
  }

  private channel(kind: ContactKind): Channel {
    let channel = this.channels.get(kind);
    if (!channel) {
      this.channels.set(
        kind,
        (channel = { messages: { ...NONE }, lettersGivenUp: 0, staysSince: null, toldAt: -Infinity }),
      );
    }
    return channel;
  }
}
