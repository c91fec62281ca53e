import { randomUUID } from "node:crypto";
import type { Session } from "./session";

/** One change: the mutation, its input, and what is done with its answer. */
interface Change {
  mutation: string;
  input: Record<string, unknown>;
  selection?: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are whatever was selected
  hear?: (answer: any) => void;
}

/** How many changes are begun without a pause beyond those that a test waits for: what goes wrong then finds all of them at work. */
const AHEAD = 20;
const THINKING_MS = 1_000;

/** People hurry while a test waits for their changes; while it waits for something else to start, that is not held up by them. */
export class Pace {
  private free = Infinity;
  private readonly thinking = new Set<() => void>();

  hurry(changes: number): void {
    this.free = changes + AHEAD;
    for (const go of this.thinking) go();
    this.thinking.clear();
  }

  async turn(): Promise<void> {
    this.free -= 1;
    if (this.free < 0)
      await new Promise<void>((go) => {
        this.thinking.add(go);
        setTimeout(go, THINKING_MS).unref();
      });
  }
}

/** A person who makes one change after another, each until it is answered, and remembers which were. */
export class Writer {
  /** The names of the requests that were answered, by mutation. */
  readonly answered: { mutation: string; name: string }[] = [];
  private stopping = false;
  private failure: Error | undefined;
  private readonly done: Promise<void>;

  constructor(
    private readonly session: Session,
    private readonly next: (n: number) => Change,
    private readonly pace = new Pace(),
  ) {
    this.done = this.work().catch((error: Error) => void (this.failure = error));
  }

  /** How often it had to send a request again. */
  get retries(): number {
    return this.session.retries;
  }

  check(): void {
    if (this.failure) throw this.failure;
  }

  /** After the change under way is answered. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.done;
    this.check();
  }

  private async work(): Promise<void> {
    for (let n = 1; !this.stopping; n += 1) {
      await this.pace.turn();
      const { mutation, input, selection, hear } = this.next(n);
      const name = randomUUID();
      const answer = await this.session.do(mutation, { ...input, clientMutationId: name }, selection);
      this.answered.push({ mutation, name });
      hear?.(answer);
    }
  }
}

/** Says something in the case again and again, now and then for its own side's and the platform's eyes alone. */
export function talk(session: Session, side: "CONSUMER" | "PROVIDER", cases: readonly string[], pace?: Pace): Writer {
  const next = (n: number): Change => ({
    mutation: "sendMessage",
    input: {
      complaintId: cases[n % cases.length],
      text: `${session.login} ${n}`,
      visibility: n % 5 === 0 ? `${side}_SIDE` : "PARTIES",
    },
  });
  return new Writer(session, next, pace);
}

/** Between two rulings so many other changes are made. */
const RULING_EVERY = 6;

/** Takes the case from the queue and gives it back, again and again, and rules another one now and then. */
export function deskWork(
  session: Session,
  complaintId: string,
  rulings: readonly Record<string, unknown>[] = [],
  pace?: Pace,
): Writer {
  let leaseToken: number | null = null;
  const next = (n: number): Change => {
    const ruling = n % RULING_EVERY === 0 ? rulings[n / RULING_EVERY - 1] : undefined;
    if (ruling) return { mutation: "issueRuling", input: ruling };
    if (leaseToken !== null)
      return { mutation: "releaseComplaint", input: { complaintId, leaseToken }, hear: () => (leaseToken = null) };
    return {
      mutation: "takeComplaint",
      input: { complaintId },
      selection: "{ complaint { lease { token } } }",
      hear: ({ complaint }) => (leaseToken = complaint.lease.token as number),
    };
  };
  return new Writer(session, next, pace);
}
