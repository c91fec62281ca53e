import fc from "fast-check";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import type { Action, ComplaintStatus } from "../../../src/case/complaints/complaint.lifecycle";
import { announce } from "../evidence/evidence-case";
import { CHAT } from "../evidence/samples";
import type { TestDatabaseKind } from "../../support/databases";
import { describeWith } from "../../support/programs";
import { fetchAsOwner } from "../../support/file-links";
import { pastTheSocket, type Ask } from "../../support/past-the-socket";
import { mutationDocument, startWorld, type World } from "../../support/world";
import { commandsOf, type AppealOutcome } from "./case-commands";
import { checkInvariants } from "./invariants";
import { leadsOn, mayDriftTo, mayEndIn } from "./model";
import { openCase, type CaseOptions, type WorldCase } from "./world-case";

jest.setTimeout(900_000);

const CONSUMERS = ["li.na", "tom"] as const;
const PEOPLE = [
  ...CONSUMERS,
  "wang.owner",
  "zhao.staff",
  "chen.mod",
  "liu.mod",
  "zhou.lead",
  "qian.lead",
  "sun.audit",
  "admin",
] as const;
/** What the table offers, the sum over all cases of the order may still refuse. */
const NOTHING_LEFT = "No more of an order goes back than was paid for it";
const DESK = ["chen.mod", "liu.mod", "zhou.lead", "qian.lead"] as const;

/** What the test knows before it asks. */
interface Model {
  cases: number;
}

/** Random people with the running server between them. */
interface Real {
  world: World;
  /** For what is only looked up before somebody acts: up to ten people are asked, for one who does something. */
  ask: Ask;
  cases: WorldCase[];
  /** How often each action succeeded, to see that the walk goes everywhere. */
  taken: Map<string, number>;
}

type Command = fc.AsyncCommand<Model, Real>;

/** Every step ends with the same questions to the whole database. */
abstract class Step implements Command {
  check(model: Readonly<Model>): boolean {
    return model.cases > 0;
  }

  async run(model: Model, real: Real): Promise<void> {
    await this.step(model, real);
    await checkInvariants(real.world);
  }

  abstract step(model: Model, real: Real): Promise<void>;
  abstract toString(): string;
}

class OpenCase extends Step {
  constructor(
    private readonly consumer: (typeof CONSUMERS)[number],
    private readonly breaches: number,
    private readonly grave: boolean,
    private readonly ruling: "UPHELD" | "DISMISSED" | "RETURN",
  ) {
    super();
  }

  override check(model: Readonly<Model>): boolean {
    return model.cases < 5;
  }

  async step(model: Model, { world, cases }: Real): Promise<void> {
    const theCase = await tryToOpen(world, {
      consumer: this.consumer,
      breaches: this.breaches,
      opening: this.grave ? { breachClass: "SAFETY" } : {},
      dismissed: this.ruling === "DISMISSED",
      ruling:
        this.ruling === "RETURN"
          ? { remedies: [{ kind: "RETURN_AND_REFUND", text: "退货后全额退款", withinDays: 7 }] }
          : {},
    });
    if (!theCase) return;
    cases.push(theCase);
    model.cases += 1;
  }

  toString(): string {
    return `open(${this.consumer}, ${this.breaches}, ${this.grave ? "grave" : "ordinary"}, ${this.ruling})`;
  }
}

/** null while what was ruled before keeps the provider from selling. */
async function tryToOpen(world: World, options: CaseOptions): Promise<WorldCase | null> {
  try {
    return await openCase(world, options);
  } catch (error) {
    if (String(error).includes("LISTING_UNAVAILABLE")) return null;
    throw error;
  }
}

/** Endings and side roads are taken less often, or no walk would get far. */
const SELDOM = new Set([
  "WITHDRAW",
  "WITHDRAW_APPEAL",
  "STAY",
  "SEND_MESSAGE",
  "SUBMIT_EVIDENCE",
  "REFUSE",
  "CLOSE_EXTERNAL",
  "CLOSE_UNREMEDIED",
]);
const weightOf = (action: string): number => (SELDOM.has(action) ? 1 : leadsOn(action as Action) ? 8 : 2);
const weighted = (actions: string[]): string[] =>
  actions.flatMap((action) => Array.from({ length: weightOf(action) }, () => action));

async function offeredTo({ world, ask }: Real, login: string, theCase: WorldCase): Promise<string[]> {
  const query = `query ($id: ID!) { complaint(id: $id) { availableActions { action unavailableBecause { code } } } }`;
  const { data, errors } = await ask(await world.as(login), query, { id: theCase.id });
  expect(errors).toBeUndefined();
  return (data.complaint?.availableActions ?? [])
    .filter((each: { unavailableBecause: unknown }) => each.unavailableBecause === null)
    .map(({ action }: { action: string }) => action);
}

/** Somebody does something: mostly what they are offered, sometimes what they are not. */
class Act extends Step {
  constructor(
    private readonly place: number,
    private readonly login: (typeof PEOPLE)[number],
    private readonly pick: number,
    private readonly obedient: boolean,
    private readonly appealOutcome: AppealOutcome,
  ) {
    super();
  }

  async step(_model: Model, real: Real): Promise<void> {
    const { world, cases, taken } = real;
    const theCase = cases[this.place % cases.length] as WorldCase;
    const start = PEOPLE.indexOf(this.login);
    const turn = [...PEOPLE.slice(start), ...PEOPLE.slice(0, start)];
    let login: string = this.login;
    let offered = await offeredTo(real, login, theCase);
    // Who has nothing to do lets the next one.
    const worthwhile = (): boolean => this.pick % 5 === 0 || offered.some((action) => !SELDOM.has(action));
    for (const next of turn) {
      if (!this.obedient || (offered.length > 0 && worthwhile())) break;
      login = next;
      // Who works at the desk takes the case first, if they may.
      if ((DESK as readonly string[]).includes(login)) await take(world, login, theCase);
      offered = await offeredTo(real, login, theCase);
    }
    const commands = await commandsOf(theCase, this.appealOutcome);
    const choice = this.obedient
      ? weighted(offered)
      : Object.keys(commands).filter((action) => !offered.includes(action));
    const action = choice[this.pick % choice.length];
    if (action === undefined) return;
    const person = await world.as(login);
    const { mutation, input } = commands[action] as { mutation: string; input: Record<string, unknown> | null };
    if (!input) return;
    const before = (await theCase.look()).status as ComplaintStatus;
    const { errors } = await person.gql(mutationDocument(mutation, "{ clientMutationId }"), { input });
    if (errors?.[0]?.message.startsWith(NOTHING_LEFT)) return;
    expect([login, before, action, errors?.[0]?.extensions.code ?? "done"]).toEqual([
      login,
      before,
      action,
      this.obedient ? "done" : expect.not.stringMatching(/^(done|INTERNAL_SERVER_ERROR)$/),
    ]);
    const after = (await theCase.look()).status as ComplaintStatus;
    if (this.obedient) {
      taken.set(action, (taken.get(action) ?? 0) + 1);
      expect([action, before, after, mayEndIn(action as Action, before).has(after)]).toEqual([
        action,
        before,
        after,
        true,
      ]);
    } else expect([action, after]).toEqual([action, before]);
  }

  toString(): string {
    return `act(${this.place}, ${this.login}, ${this.pick}, ${this.obedient ? "offered" : "not offered"}, ${this.appealOutcome})`;
  }
}

class Take extends Step {
  constructor(
    private readonly place: number,
    private readonly login: (typeof DESK)[number],
  ) {
    super();
  }

  async step(_model: Model, { world, cases }: Real): Promise<void> {
    await take(world, this.login, cases[this.place % cases.length] as WorldCase);
  }

  toString(): string {
    return `take(${this.place}, ${this.login})`;
  }
}

/** May be refused, but never by a fault. */
async function take(world: World, login: string, theCase: WorldCase): Promise<void> {
  const { errors } = await (
    await world.as(login)
  ).gql(mutationDocument("takeComplaint", "{ clientMutationId }"), { input: { complaintId: theCase.id } });
  expect(errors?.[0]?.extensions.code).not.toBe("INTERNAL_SERVER_ERROR");
}

class Upload extends Step {
  constructor(
    private readonly place: number,
    private readonly login: (typeof PEOPLE)[number],
  ) {
    super();
  }

  async step(_model: Model, real: Real): Promise<void> {
    const { world, cases } = real;
    const theCase = cases[this.place % cases.length] as WorldCase;
    if (!(await offeredTo(real, this.login, theCase)).includes("SUBMIT_EVIDENCE")) return;
    const person = await world.as(this.login);
    const { uploadUrl } = await announce(person, theCase.id, CHAT, {
      kind: "CHAT_LOG",
      fileName: "chat.txt",
      mediaType: "text/plain",
    });
    const response = await fetchAsOwner(uploadUrl, { method: "PUT", body: CHAT });
    expect(response.status).toBeLessThan(300);
  }

  toString(): string {
    return `upload(${this.place}, ${this.login})`;
  }
}

/** One of a case's clocks runs out. */
class Ring extends Step {
  constructor(
    private readonly place: number,
    private readonly pick: number,
  ) {
    super();
  }

  async step(_model: Model, { world, cases }: Real): Promise<void> {
    const theCase = cases[this.place % cases.length] as WorldCase;
    const running = (await world.db.find(CaseTimer, { complaintId: theCase.id }, "ORDER BY clock")).filter(
      ({ dueAt }) => dueAt !== null,
    );
    const timer = running[this.pick % running.length];
    if (!timer) return;
    const before = (await theCase.look()).status as ComplaintStatus;
    await theCase.ring(timer.clock);
    const after = (await theCase.look()).status as ComplaintStatus;
    expect([timer.clock, before, after, mayDriftTo(before).has(after)]).toEqual([timer.clock, before, after, true]);
  }

  toString(): string {
    return `ring(${this.place}, ${this.pick})`;
  }
}

class Later extends Step {
  constructor(private readonly hours: number) {
    super();
  }

  async step(_model: Model, { world, cases }: Real): Promise<void> {
    const statuses = () => Promise.all(cases.map(async (each) => (await each.look()).status as ComplaintStatus));
    const before = await statuses();
    await world.later(this.hours);
    for (const [index, status] of (await statuses()).entries()) {
      const from = before[index] as ComplaintStatus;
      expect([from, status, mayDriftTo(from).has(status)]).toEqual([from, status, true]);
    }
  }

  toString(): string {
    return `later(${this.hours} h)`;
  }
}

const place = fc.nat(4);
const steps = [
  fc
    .tuple(
      fc.constantFrom(...CONSUMERS),
      fc.integer({ min: 1, max: 2 }),
      fc.boolean(),
      fc.constantFrom("UPHELD" as const, "DISMISSED" as const, "RETURN" as const),
    )
    .map((given) => new OpenCase(...given)),
  ...Array.from({ length: 16 }, () =>
    fc
      .tuple(
        place,
        fc.constantFrom(...PEOPLE),
        fc.nat(1_000),
        fc.integer({ min: 0, max: 9 }).map((n) => n < 9),
        fc.constantFrom<AppealOutcome>("DISMISSED", "REMITTED", "GRANTED"),
      )
      .map((given) => new Act(...given)),
  ),
  fc.tuple(place, fc.constantFrom(...DESK)).map((given) => new Take(...given)),
  fc.tuple(place, fc.constantFrom(...PEOPLE)).map((given) => new Upload(...given)),
  fc.tuple(place, fc.nat(5)).map((given) => new Ring(...given)),
  fc.integer({ min: 1, max: 24 * 4 }).map((hours) => new Later(hours)),
];

/** Random people drive random cases; after every step the whole database is asked whether it is in order. */
async function walk(kind: TestDatabaseKind, runs: number, length: number): Promise<Map<string, number>> {
  const taken = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...steps), { minLength: length, maxLength: length }), async (commands) => {
      await using world = await startWorld(kind);
      const real: Real = { world, ask: await pastTheSocket(world), cases: [], taken };
      await fc.asyncModelRun(
        () => ({ model: { cases: 0 }, real }),
        [new OpenCase("li.na", 1, false, "UPHELD"), new OpenCase("tom", 1, true, "RETURN"), ...commands],
      );
    }),
    // A failing walk is replayed by its seed and path, printed with it; making it shorter would take many more servers.
    { numRuns: runs, endOnFailure: true, ...(process.env.WALK_SEED ? { seed: Number(process.env.WALK_SEED) } : {}) },
  );
  if (process.env.WALK_TELL) process.stderr.write(`${JSON.stringify(Object.fromEntries(taken))}\n`);
  return taken;
}

test("on SQLite", async () => {
  const taken = await walk("sqlite", Number(process.env.WALK_RUNS ?? 4), 80);
  // A walk that nobody takes part in would prove nothing.
  expect(taken.size).toBeGreaterThan(15);
});

describeWith("mariadbd", "on MariaDB", () => {
  test("on MariaDB", async () => {
    const taken = await walk("mariadb", Number(process.env.WALK_RUNS ?? 1), 80);
    expect(taken.size).toBeGreaterThan(8);
  });
});
