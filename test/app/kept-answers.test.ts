import fc from "fast-check";
import {
  buildSchema,
  getNamedType,
  getOperationAST,
  isLeafType,
  OperationTypeNode,
  parse,
  print,
  type GraphQLObjectType,
} from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_PAGE } from "../../bench/public/provider-page";
import { InterimMeasure } from "../../src/adjudication/interim/interim-measure.entity";
import { Listing } from "../../src/market/listings/listing.entity";
import { Context } from "../../src/platform/graphql/context";
import { KeptAnswers, nameOf } from "../../src/platform/graphql/kept-answers";
import { DEFAULT_LIMITS, type Limits } from "../../src/platform/graphql/limits";
import type { RunningServer } from "../../src/server";
import { openCase, opening, placeOrder, WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { Person, startNode, type World } from "../support/world";
import { EXAMPLES, startTour, Tour } from "./demo/tour";

const MANY_REQUESTS = { BUDGET_PER_PERSON: "10000000", BUDGET_PER_ADDRESS: "10000000" };

const PEOPLE = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };

/** All questions in one document are more than anybody may ask at once. */
const AT_ONCE: Limits = {
  ...DEFAULT_LIMITS,
  tokens: 20_000,
  compiledSelections: 10_000,
  aliases: 100,
  rootFields: 100,
  duplicates: 100,
  cost: 10_000_000,
};

const schema = buildSchema(readFileSync(join(__dirname, "../../schema/schema.graphql"), "utf8"), { assumeValid: true });

/** Every plain field of a type, but for these. */
function all(type: string, ...but: string[]): string {
  const fields = Object.values((schema.getType(type) as GraphQLObjectType).getFields());
  return fields
    .filter(({ name, args, type: of }) => !but.includes(name) && args.length === 0 && isLeafType(getNamedType(of)))
    .map(({ name }) => name)
    .join(" ");
}

// A penalty's actions and its hearing are asked with the time.
const PENALTY = `${all("Penalty")} amount { amount currency }`;
const PROVIDER = `${all("Provider", "cursor")} restrictions { ${all("Restriction")} }`;
const RULING = all("Ruling", "round");

const DATES = ["starts_at penalty", "ends_at penalty", "starts_at interim_measure", "ends_at interim_measure"];

/** As `Person` asks who is not signed in. */
const VISITORS = "visitors en Asia/Shanghai";
/** Of what is not yet published some see more than visitors, and no event says so: for them it is made each time. */
const ONLY_VISITORS = /\bguides?\b/;
/** What staff read of what a case is about is recorded of each of them, once there is anything to read. */
const ON_RECORD = /\b(facts|remedies|statementOfReasons)\b/;

/** Who asks beside visitors: staff, and two consumers, one of whom is a party to what is decided. */
const SIGNED_IN = ["chen.mod", "li.na", "tom"];

interface Question {
  /** It has one field at its root. */
  text: string;
  /** What its id is of. */
  of?: string;
}

/** What visitors look at. */
const ASKED: readonly Question[] = [
  { text: PROVIDER_PAGE, of: "prv" },
  {
    text: `query ($id: ID!) { provider(id: $id) { ${PROVIDER} penalties { totalCount { value } nodes { ${PENALTY} } }
      inspectionConclusions { nodes { ${all("InspectionConclusion")} } } } }`,
    of: "prv",
  },
  { text: `query ($id: ID!) { provider(id: $id) { verifications { ${all("Verification")} } } }`, of: "prv" },
  {
    text: `query ($id: ID!) { ruling(id: $id) { ${RULING} provider { ${PROVIDER} } penalties { ${PENALTY} }
      registerEntries { ${all("RegisterEntry")} } } }`,
    of: "rlg",
  },
  { text: `{ rulings(first: 50) { totalCount { value } nodes { ${RULING} ruleVersions { code } } } }` },
  {
    text: `query ($id: ID!) { rulings(filter: { providerId: $id }) { nodes { ${RULING} penalties { id status } } } }`,
    of: "prv",
  },
  {
    text: `{ register(first: 50) { nodes { ${all("RegisterEntry")} penalty { ${PENALTY} } provider { id status } } } }`,
  },
  { text: `query ($id: ID!) { register(filter: { providerId: $id }) { nodes { id number kind } } }`, of: "prv" },
  { text: `query ($id: ID!) { registerEntry(id: $id) { ${all("RegisterEntry")} ruling { id outcome } } }`, of: "reg" },
  { text: `{ registerHead { ${all("RegisterHead", "cursor")} } }` },
  {
    text: `query ($id: ID!) { listing(id: $id) { ${all("Listing")} price { amount } orderUnavailableBecause { code }
      provider { ${PROVIDER} } promises { nodes { id currentVersion { ${all("PromiseVersion")} } } } } }`,
    of: "lst",
  },
  { text: `query ($id: ID!) { listing(id: $id) { reviewSummary { ${all("ReviewSummary")} } } }`, of: "lst" },
  {
    text: `query ($id: ID!) { promise(id: $id) { ${all("ServicePromise")} currentVersion { id version text }
      versions { nodes { id } } } }`,
    of: "prm",
  },
  { text: `{ guides { nodes { ${all("Guide")} current { ${all("GuideVersion")} } } } }` },
  { text: `query ($id: ID!) { guide(id: $id) { ${all("Guide")} current { ${all("GuideVersion")} } } }`, of: "gui" },
  { text: `{ rules { ${all("RuleVersion")} } }` },
  { text: `{ houseRules { ${all("HouseRuleInForce")} numbers { unit value } } }` },
  { text: `{ houseRuleChanges { nodes { ${all("HouseRuleChange")} } } }` },
  { text: `{ outsideRouteCatalogue { ${all("OutsideRoute")} } }` },
  { text: `{ platformPromises { ${all("PromiseVersion")} } }` },
  { text: `{ listingCategories }` },
];

forEachDatabase((kind) => {
  let world: World;
  /** Hears of everything by the log alone. SQLite has one node. */
  let other: RunningServer | null = null;
  let tour: Tour;
  beforeAll(async () => {
    world = await startTour(kind, MANY_REQUESTS, { limits: AT_ONCE });
    if (kind === "mariadb") other = await startNode(world, MANY_REQUESTS, { clock: world.clock });
    tour = new Tour(world, async ({ example: { source, stream }, person, variables }) =>
      stream ? {} : person.ok(source, variables),
    );
  });
  afterAll(async () => {
    await other?.[Symbol.asyncDispose]();
    await world?.[Symbol.asyncDispose]();
  });

  /** The questions to which an answer was kept at some time. */
  const kept = new Set<string>();
  /** Those to which somebody was given one that had been made for others of the same audience. */
  const shared = new Map(SIGNED_IN.map((login) => [login, new Set<string>()]));
  let compared = 0;

  /** Looks at what is kept for every question, on each node, makes it where nothing is, and compares it with what is made anew. */
  async function compare(after: string): Promise<void> {
    await world.projected();
    await other?.services.tail.catchUp();
    const began = world.clock.now();
    const questions = ASKED.filter(({ of }) => of === undefined || tour.latest.has(of));
    const answers: [text: string, answer: unknown][] = [];
    for (const question of questions)
      for (const server of other ? [world.server, other] : [world.server]) {
        if (!keptOn(server, question)) answers.push([question.text, await ask(server, question)]);
        const now = keptOn(server, question);
        if (!now) continue;
        kept.add(question.text);
        answers.push([question.text, now.answer]);
      }
    const fresh = await anew(questions, world.visitor);
    compared += 1;
    // MariaDB compares a third of the times.
    const login = kind === "mariadb" || compared % 2 === 0 ? (SIGNED_IN[compared % SIGNED_IN.length] ?? "") : null;
    const person = login === null ? null : await world.as(login);
    const theirs = person && login ? await askedBy(person, login, questions) : [];
    const theirsFresh = person ? await anew(questions, person) : fresh;
    // What a date between the two has changed is no difference.
    if (await aDateCame(began)) return compare(after);
    for (const [asker, given, made] of [
      ["a visitor", answers, fresh],
      [login, theirs, theirsFresh],
    ] as const)
      for (const [text, answer] of given) {
        const expected = made.get(text);
        // Compared as values, a difference is shown where it is.
        if (JSON.stringify(answer) !== JSON.stringify(expected))
          expect([after, asker, text, answer]).toEqual([after, asker, text, expected]);
      }
  }

  /** What somebody is sent who is signed in, of each node. */
  async function askedBy(
    { token }: Person,
    login: string,
    questions: readonly Question[],
  ): Promise<[text: string, answer: unknown][]> {
    const answers: [text: string, answer: unknown][] = [];
    for (const question of questions)
      for (const server of other ? [world.server, other] : [world.server]) {
        const before = server.kept?.figures.served;
        answers.push([question.text, await ask(server, question, token)]);
        if (server.kept?.figures.served !== before) shared.get(login)?.add(question.text);
      }
    return answers;
  }

  async function aDateCame(since: number): Promise<boolean> {
    const [from, to] = [since, world.clock.now()];
    const of = ([column = "", table = ""]: string[]): string =>
      `(SELECT 1 FROM ${table} WHERE ${column} > ${from} AND ${column} <= ${to} LIMIT 1)`;
    const found = DATES.map((date) => `SELECT EXISTS ${of(date.split(" "))} AS found`).join(" UNION ");
    return (await world.db.query<{ found: number }>(found)).some((row) => row.found === 1);
  }

  const variablesOf = ({ of }: Question): Record<string, unknown> => (of ? { id: tour.latest.get(of) } : {});

  async function ask({ url }: RunningServer, question: Question, token?: string): Promise<unknown> {
    return only(await new Person(url, token).ok(question.text, variablesOf(question)));
  }

  /** What a visitor would be sent, to the byte (test/platform/kept-answers.test.ts); null: it would be made. */
  function keptOn(server: RunningServer, question: Question): { answer: unknown } | null {
    const found = server.kept?.find(nameOf({ query: question.text, variables: variablesOf(question) }, VISITORS));
    return found ? { answer: only((JSON.parse(String(found.body)) as { data: object }).data) } : null;
  }

  /** The questions' answers without any that was kept, and made for nobody else, by text. */
  async function anew(questions: readonly Question[], person: Person): Promise<Map<string, unknown>> {
    const mocks = [
      jest.spyOn(KeptAnswers.prototype, "find").mockReturnValue(undefined),
      jest.spyOn(Context.prototype, "asAnyone").mockImplementation(function (this: Context) {
        return this;
      }),
    ];
    const data = await person.ok(allOf(questions), Object.fromEntries(tour.latest));
    for (const mock of mocks) mock.mockRestore();
    return new Map(questions.map(({ text }, index) => [text, data[`q${index}`]]));
  }

  test("after each command of the examples they are those that a node makes anew", async () => {
    let commands = 0;
    for (const example of EXAMPLES) {
      await tour.play(example);
      if (getOperationAST(parse(example.source))?.operation !== OperationTypeNode.MUTATION) continue;
      commands += 1;
      // What is forgotten does not depend on the database, but for the statements by which it is known: MariaDB sees a third.
      if (kind === "sqlite" || commands % 3 === 0) await compare(example.name);
    }
    expect(commands).toBeGreaterThan(80);
    expect(ASKED.filter(({ text }) => !kept.has(text))).toEqual([]);
    const theirs = (login: string) => ASKED.filter(({ text }) => shared.get(login)?.has(text));
    const ofNobody = ({ text }: { text: string }) => !ON_RECORD.test(text);
    expect(theirs("chen.mod").filter(ofNobody)).toEqual(
      ASKED.filter(({ text }) => !ONLY_VISITORS.test(text)).filter(ofNobody),
    );
    // Consumers share what nobody of them is a party to; who may order is asked of each.
    for (const login of ["li.na", "tom"]) expect(theirs(login).length).toBeGreaterThan(ASKED.length / 2);
    // Most commands change nothing of what most visitors see.
    expect(world.server.kept?.figures.made).toBeLessThan((2 * commands * ASKED.length) / 3);
  });

  test("who is signed in is shown at every node what was committed a moment ago, though it has yet to hear of it", async () => {
    const servers = other ? [world.server, other] : [world.server];
    const deaf = servers.map(({ services: { tail } }) => jest.spyOn(tail, "ring").mockReturnValue());
    const [owned] = await world.db.query<{ id: string }>(
      `SELECT m.provider_id AS id FROM provider_member m JOIN account a ON a.id = m.account_id
       WHERE a.login = 'wang.owner' AND m.role = 'OWNER'`,
    );
    const providerId = owned?.id ?? "";
    tour.latest.set("prv", providerId);
    const question = { text: "query ($id: ID!) { provider(id: $id) { description } }", of: "prv" };
    for (const description of ["如约而至。", "言而有信。"]) {
      await (await world.as("wang.owner")).do("updateProvider", { providerId, description }, "{ provider { id } }");
      for (const login of ["chen.mod", "tom"])
        for (const server of servers)
          expect(await ask(server, question, (await world.as(login)).token)).toEqual({ description });
    }
    for (const spy of deaf) spy.mockRestore();
  });

  test("a statement that is written by hand tells its table", async () => {
    const theCase = await openCase(world, { opening: { breachClass: "FRAUD" } });
    await theCase.take();
    const reason = "多名消费者反映同一情况，需先暂停接单。";
    await theCase.do("chen.mod", "imposeInterimMeasure", { kind: "PAUSE_PROVIDER", days: 2, reason });
    await theCase.do("zhou.lead", "confirmInterimMeasure");
    const { order } = await (
      await world.as("li.na")
    ).ok(`query ($id: ID!) { order(id: $id) { listing { id provider { id } } } }`, { id: theCase.orderId });
    tour.latest.set("lst", order.listing.id).set("prv", order.listing.provider.id);
    await compare("a pause");
    await theCase.do("chen.mod", "liftInterimMeasure", { reason: "已核实情况，无需继续暂停。" });
    await compare("its end");
  });

  test("and after whatever else is done, in any order, as time passes", async () => {
    // Placed before anything keeps the provider from selling.
    const orders = await Promise.all(Array.from({ length: 48 }, () => placeOrder(world)));
    const complain = async (more: Record<string, unknown> = {}): Promise<WorldCase> => {
      const order = orders.pop();
      if (!order) throw new Error("no order is left");
      const { complaint } = await (await world.as("li.na")).do("openComplaint", { ...opening(order), ...more });
      return new WorldCase(world, complaint.id, order.id, PEOPLE, {});
    };
    const steps = {
      "a ruling": async () => {
        const theCase = await (await complain()).walk("UNDER_REVIEW");
        const penalties = [{ kind: "LISTING_FREEZE", days: 3, reason: "未按承诺时间交付" }];
        const leaseToken = await theCase.take();
        const { complaint } = await theCase.do(
          "chen.mod",
          "issueRuling",
          { leaseToken, ...(await theCase.ruling({ penalties })) },
          "{ complaint { ruling { id } } }",
        );
        tour.latest.set("rlg", complaint.ruling.id);
      },
      "an appeal": async () => {
        const theCase = await (await complain()).walk("RULED");
        await theCase.do("wang.owner", "appealRuling", {
          ground: "WRONG_FACTS",
          text: "我方已按约定交付，附交付记录。",
        });
      },
      "a grave case, and its pause": async () => {
        const theCase = await complain({ breachClass: "FRAUD" });
        await theCase.take();
        const reason = "多名消费者反映同一情况，需先暂停接单。";
        await theCase.do("chen.mod", "imposeInterimMeasure", { kind: "PAUSE_PROVIDER", days: 2, reason });
        await theCase.do("zhou.lead", "confirmInterimMeasure");
      },
      "the pause is lifted": async () => {
        const [paused] = await world.db.find(InterimMeasure, { status: "ACTING" });
        const input = { complaintId: paused?.complaintId, reason: "已核实情况，无需继续暂停。" };
        if (paused) await (await world.as("chen.mod")).do("liftInterimMeasure", input);
      },
      // Dates alone begin and end a penalty: nothing is done and no event says so.
      "a date comes": async () => {
        const now = world.clock.now();
        const [row] = await world.db.query<{ next: number | null }>(
          `SELECT MIN(d) AS next FROM (${DATES.map((date) => `SELECT ${date.replace(" ", " AS d FROM ")} WHERE ${date.split(" ")[0]} > ${now}`).join(" UNION ")}) dates`,
        );
        world.advance(Math.max(0, (row?.next ?? now) - now - 60_000));
        await compare("a minute before a date");
        world.advance(60_001);
      },
      "an hour passes": () => world.later(1),
      "two days pass": () => world.later(49),
      "eight days pass": () => world.later(8 * 24),
      "a listing is taken off or put back": async () => {
        const listingId = tour.latest.get("lst") ?? "";
        const { status } = (await world.db.byId(Listing, listingId)) ?? { status: "LISTED" };
        const input = { listingId, status: status === "LISTED" ? "DELISTED" : "LISTED" };
        await (await world.as("wang.owner")).do("setListingStatus", input, "{ listing { id } }");
      },
    };
    let done = 0;
    const names = Object.keys(steps) as (keyof typeof steps)[];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...names), { minLength: 12, maxLength: 12 }), async (walk) => {
        for (const name of walk) {
          // What the state of the market does not allow at the moment is refused, which is no change either.
          const refusal = await steps[name]().catch((error: Error) => error);
          if (!(refusal instanceof Error)) done += 1;
          await compare(`${walk.join(", ")}: ${name}${refusal instanceof Error ? ` (${refusal.message})` : ""}`);
        }
      }),
      { numRuns: kind === "sqlite" ? 3 : 2, endOnFailure: true },
    );
    expect(done).toBeGreaterThan(kind === "sqlite" ? 12 : 8);
  });
});

const only = (data: object): unknown => Object.values(data)[0];

/** One document of all the questions: the answer to each is called `q` and its number, an id by what it is of. */
function allOf(questions: readonly Question[]): string {
  const declared = [...new Set(questions.flatMap(({ of }) => (of ? [`$${of}: ID!`] : [])))];
  const fields = questions.map(({ text, of = "" }, index) => {
    const [field] = getOperationAST(parse(text))?.selectionSet.selections ?? [];
    return field ? `q${index}: ${print(field).replaceAll("$id", `$${of}`)}` : "";
  });
  return `query All${declared.length > 0 ? `(${declared.join(", ")})` : ""} { ${fields.join(" ")} }`;
}
