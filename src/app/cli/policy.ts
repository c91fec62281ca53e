import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import type { Actor } from "../../accounts/actor/actor";
import { approveHouseRuleChange } from "../../adjudication/house-rule-changes/approve-house-rule-change";
import { declineHouseRuleChange } from "../../adjudication/house-rule-changes/decline-house-rule-change";
import { HouseRuleChange } from "../../adjudication/house-rule-changes/house-rule-change.entity";
import { statusAt } from "../../adjudication/house-rule-changes/house-rule-change.queries";
import type { HouseRuleInput } from "../../adjudication/house-rule-changes/house-rule-change.types";
import { pendingChanges } from "../../adjudication/house-rule-changes/pending-changes.queries";
import { proposeHouseRuleChange } from "../../adjudication/house-rule-changes/propose-house-rule-change";
import { withdrawHouseRuleChange } from "../../adjudication/house-rule-changes/withdraw-house-rule-change";
import { houseRulesAt } from "../../house-rules/house-rule.queries";
import { isHouseRule } from "../../house-rules/house-rule-value.pure";
import { HOUSE_RULES } from "../../house-rules/house-rules.table";
import { PolicyValue } from "../../house-rules/policy-value.entity";
import type { Database } from "../../platform/database/database";
import type { Tx } from "../../platform/database/tx";
import { cleanText } from "../../platform/graphql/text-field";
import { isIdOf } from "../../platform/ids";
import { asPerson, asWhom } from "./as-person";
import { CannotDo } from "./cannot-do";
import type { Place, Result, Run } from "./on-database";
import { refusedOrDone } from "./refused-or-done";

interface Particulars {
  /** What was given without a name. */
  given: string[];
  as?: string;
  code?: string;
  at?: number;
  from?: number;
  because?: string;
  note?: string;
  urgent?: boolean;
}

type Work = (particulars: Particulars, place: Place) => Promise<Result>;

/** `redress policy`: the house rules, and their changes by two persons. */
export function addPolicy(redress: Command, run: Run, json: Option): Command {
  const policy = redress
    .command("policy")
    .description("House rules: time limits and numbers. A change takes two persons, notice and a date.");
  const add = (name: string, description: string, work: Work): Command =>
    policy
      .command(name)
      .description(description)
      .addOption(json)
      .action(run<Particulars>((particulars, place) => refusedOrDone(() => work(particulars, place))));
  const rule = new Argument("<rule>", "its code, e.g. clock.REVIEW");
  const change = new Argument("<change>", "the change, hrc_…");
  const because = ["--because <reason>", "why"] as const;

  add("list", "Prints every house rule, and the changes that are pending.", list).option(
    "--at <moment>",
    "as in force at this moment, e.g. 2027-01-01; now when left out",
    moment,
  );
  add("show", "Prints a house rule as it is, or a change.", show).argument("<rule or change>", "a code, or hrc_…");
  add(
    "history",
    "Prints every value a house rule has had, and those announced: who in which role, when and why.",
    history,
  ).addArgument(rule);
  asWhom(add("propose", "Proposes a change, as an administrator.", propose))
    .argument("<number...>", "new numbers, e.g. clock.REVIEW:workingDays=8", newNumber)
    .requiredOption("--from <moment>", "from when on, e.g. 2027-01-01T00:00:00+08:00", moment)
    .requiredOption(...because)
    .option("--urgent", "the shorter notice, for what protects sign-in and uploads");
  asWhom(add("approve", "Agrees to a change as a second person, a lead or another administrator.", decide("approve")))
    .addArgument(change)
    .option("--note <comment>", "announced with it");
  asWhom(add("decline", "Does not agree to a change.", decide("decline")))
    .addArgument(change)
    .requiredOption(...because);
  asWhom(add("withdraw", "Withdraws a change before it is in force, as an administrator.", decide("withdraw")))
    .addArgument(change)
    .requiredOption(...because);
  return policy;
}

function moment(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new InvalidArgumentError("It is no date, such as 2027-01-01T00:00:00+08:00.");
  return at;
}

async function list({ at = Date.now() }: Particulars, { database }: Place): Promise<Result> {
  const rules = (await houseRulesAt(database, at, "en")).map(({ code, meaning, numbers, since, until }) => ({
    code,
    meaning,
    numbers: Object.fromEntries(numbers.map(({ unit, value }) => [unit, value])),
    since: isoOf(since),
    until: isoOf(until),
  }));
  const pending = (await pendingChanges(database, Date.now())).map(toJson);
  const lines = rules.map(
    ({ code, numbers, until }) => `${code}  ${inWords(numbers)}${until ? `  until ${until}` : ""}`,
  );
  const waiting = pending.map(inLines);
  return [
    { rules, pending },
    [...lines, "", waiting.length > 0 ? waiting.join("\n") : "No change is pending."].join("\n"),
  ];
}

async function show({ given: [what = ""] }: Particulars, place: Place): Promise<Result> {
  if (what.startsWith(`${HouseRuleChange.idPrefix}_`)) {
    const change = toJson(await changeOf(place.database, what));
    return [change, inLines(change)];
  }
  const { meaning, values } = await historyOf(place.database, what);
  const now = Date.now();
  const current = values.filter(({ since }) => since === null || Date.parse(since) <= now).at(-1);
  const next = values.find(({ since }) => since !== null && Date.parse(since) > now);
  const text = [`${what}: ${meaning}`, inWords(current?.numbers ?? {})];
  if (next) text.push(`from ${next.since} on: ${inWords(next.numbers)}`);
  return [
    { code: what, meaning, numbers: current?.numbers, since: current?.since, next: next ?? null },
    text.join("\n"),
  ];
}

async function history({ given: [code = ""] }: Particulars, { database }: Place): Promise<Result> {
  const { meaning, values } = await historyOf(database, code);
  const lines = values.map(({ numbers, since, change }) => {
    const by = change && `  proposed by ${change.proposedAs}, approved by ${change.decidedAs}: ${change.reason}`;
    return `${since ?? "from the beginning"}  ${inWords(numbers)}${by ?? ""}`;
  });
  return [{ code, meaning, values }, [`${code}: ${meaning}`, ...lines].join("\n")];
}

async function propose(particulars: Particulars, place: Place): Promise<Result> {
  const { given, from = NaN, urgent = false, because } = particulars;
  const rules = rulesOf(given);
  const reason = cleanText(because ?? "", "--because", { min: 1, max: 2_000 });
  return done(place, particulars, (tx, actor) =>
    proposeHouseRuleChange(tx, actor, { rules, effectiveFrom: from, urgent, reason }),
  );
}

const decide =
  (what: "approve" | "decline" | "withdraw") =>
  async (particulars: Particulars, place: Place): Promise<Result> => {
    const { given, note, because } = particulars;
    const [changeId = ""] = given;
    const reason = because === undefined ? "" : cleanText(because, "--because", { min: 1, max: 500 });
    const comment = note === undefined ? null : cleanText(note, "--note", { min: 1, max: 500 });
    const acts = {
      approve: (tx: Tx, actor: Actor) => approveHouseRuleChange(tx, actor, { changeId, reason: comment }),
      decline: (tx: Tx, actor: Actor) => declineHouseRuleChange(tx, actor, { changeId, reason }),
      withdraw: (tx: Tx, actor: Actor) => withdrawHouseRuleChange(tx, actor, { changeId, reason }),
    };
    return done(place, particulars, acts[what]);
  };

async function done(
  place: Place,
  { as: login = "", code }: Particulars,
  act: (tx: Tx, actor: Actor) => Promise<{ changeId: string }>,
): Promise<Result> {
  const { changeId } = await asPerson(place, { login, code }, act);
  const change = toJson(await changeOf(place.database, changeId));
  return [change, inLines(change)];
}

const NUMBER = /^([\w.]+):(\w+)=(-?\d+(?:\.\d+)?)$/;

function newNumber(text: string, before: readonly string[] = []): string[] {
  if (!NUMBER.test(text)) throw new InvalidArgumentError("It is no new number, such as clock.REVIEW:workingDays=8.");
  return [...before, text];
}

/** Several numbers of one rule are one change of it. */
function rulesOf(given: readonly string[]): HouseRuleInput[] {
  const rules = new Map<string, HouseRuleInput>();
  for (const each of given) {
    const [, code = "", unit = "", number] = NUMBER.exec(each) ?? [];
    const rule = rules.get(code) ?? { code, numbers: [] };
    rule.numbers.push({ unit, value: Number(number) });
    rules.set(code, rule);
  }
  return [...rules.values()];
}

async function changeOf(database: Database, id: string): Promise<HouseRuleChange> {
  const change = isIdOf(HouseRuleChange, id) ? await database.byId(HouseRuleChange, id) : null;
  if (!change) throw new CannotDo(`There is no change ${id}.`);
  return change;
}

async function historyOf(database: Database, code: string) {
  if (!isHouseRule(code)) throw new CannotDo(`There is no house rule ${code}.`);
  const values = await database.find(PolicyValue, { code }, "ORDER BY effective_from");
  const changes = await database.find(HouseRuleChange, { id: values.flatMap(({ changeId }) => changeId ?? []) });
  return {
    meaning: HOUSE_RULES[code][1],
    values: values.map(({ value, effectiveFrom, changeId }) => {
      const change = changes.find(({ id }) => id === changeId);
      return { numbers: value, since: isoOf(effectiveFrom || null), change: change ? toJson(change) : null };
    }),
  };
}

const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const inWords = (numbers: Readonly<Record<string, number>>): string =>
  Object.entries(numbers)
    .map(([unit, number]) => `${unit} ${number}`)
    .join(", ");

const toJson = (change: HouseRuleChange) => ({
  changeId: change.id,
  status: statusAt(change, Date.now()),
  effectiveFrom: isoOf(change.effectiveFrom),
  urgent: change.urgent,
  rules: change.differences,
  reason: change.reason,
  proposedAs: change.proposedAs,
  proposedAt: isoOf(change.proposedAt),
  decideBy: isoOf(change.endsAt),
  decidedAs: change.decidedAs,
  decidedAt: isoOf(change.decidedAt),
  note: change.note,
  withdrawnBecause: change.withdrawnBecause,
});

const inLines = ({ changeId, status, effectiveFrom, rules, reason }: ReturnType<typeof toJson>): string =>
  [
    `${changeId}  ${status}  from ${effectiveFrom} on: ${reason}`,
    ...rules.map(({ code, before, value }) => `  ${code}  ${inWords(before)}  ->  ${inWords(value)}`),
  ].join("\n");
