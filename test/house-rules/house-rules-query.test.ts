import { CHINESE_MEANINGS, UNIT_WORDS } from "../../src/house-rules/house-rule-words.table";
import { inWords } from "../../src/house-rules/house-rule.queries";
import { HOUSE_RULES } from "../../src/house-rules/house-rules.table";
import { PolicyValue } from "../../src/house-rules/policy-value.entity";
import { newId } from "../../src/platform/ids";
import { DAY } from "../../src/platform/time";
import { forEachDatabase } from "../support/databases";
import { postJson } from "../support/post-json";
import { startWorld, type World } from "../support/world";

const HAN = /\p{Script=Han}/u;

test("every rule has its meaning in Chinese, and every unit its words in both languages", () => {
  expect(Object.keys(CHINESE_MEANINGS)).toEqual(Object.keys(HOUSE_RULES));
  expect(Object.entries(CHINESE_MEANINGS).filter(([, meaning]) => !HAN.test(meaning))).toEqual([]);
  const units = Object.values(HOUSE_RULES).flatMap(([value]) => Object.keys(value));
  expect(Object.keys(UNIT_WORDS).sort()).toEqual([...new Set(units)].sort());
  expect(Object.entries(UNIT_WORDS).filter(([, [english]]) => HAN.test(english) || english.trim() === "")).toEqual([]);
});

test("a unit is one behind the number 1", () => {
  expect(inWords({ workingDays: 1, hours: 2, percent: 1 }, "en").map(({ unitText }) => unitText)).toEqual([
    "working day",
    "hours",
    "per cent",
  ]);
  expect(inWords({ workingDays: 1 }, "zh-CN")[0]?.unitText).toBe("个工作日");
  // Whatever counts days, hours and the like says them of one, too.
  const plural = /\b(?!this|less|frozen|lawful|returns|pauses|listings|promises)[a-z]+[^aius]s\b/;
  const withoutOne = Object.values(UNIT_WORDS).filter(([en, , ofOne]) => !ofOne && plural.test(en.split(" ")[0] ?? ""));
  expect(withoutOne.map(([en]) => en)).toEqual(["times as much"]);
});

const QUERY = `query ($at: DateTime) {
  houseRules(at: $at) { code subject meaning numbers { unit unitText value } since until }
}`;

interface Shown {
  code: string;
  subject: string;
  meaning: string;
  numbers: { unit: string; unitText: string; value: number }[];
  since: string | null;
  until: string | null;
}

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const rulesAt = async (at?: string, as = world.visitor): Promise<Shown[]> => (await as.ok(QUERY, { at })).houseRules;
  /** Of somebody who is answered anew: what is written past every command is told by no event. */
  const limitAt = async (at?: string): Promise<Shown | undefined> =>
    (await rulesAt(at, await world.as("tom"))).find(({ code }) => code === "clock.REVIEW");

  further("a visitor reads every number of the house, in the order of the table", async () => {
    const shown = await rulesAt();
    expect(shown.map(({ code }) => code)).toEqual(Object.keys(HOUSE_RULES));
    expect(shown.find(({ code }) => code === "clock.REVIEW")).toEqual({
      code: "clock.REVIEW",
      subject: "CASES",
      meaning: "the platform rules within",
      numbers: [{ unit: "workingDays", unitText: "working days", value: 10 }],
      since: null,
      until: null,
    });
  });

  further("whoever reads Chinese gets the meanings and the units in Chinese", async () => {
    const { body } = await postJson(
      `${world.url}/graphql`,
      { query: QUERY, variables: {} },
      { "accept-language": "zh-CN" },
    );
    const shown = (body as { data: { houseRules: Shown[] } }).data.houseRules;
    expect(shown.filter(({ meaning }) => !HAN.test(meaning))).toEqual([]);
    expect(shown.find(({ code }) => code === "clock.REVIEW")?.numbers[0]?.unitText).toBe("个工作日");
  });

  test("a decided change is announced, and each moment has the numbers that were in force then", async () => {
    const now = world.clock.now();
    const changeAt = now + 30 * DAY;
    await world.db.transact(async (tx) =>
      tx.insert(PolicyValue, {
        id: newId(PolicyValue),
        code: "clock.REVIEW",
        effectiveFrom: changeAt,
        value: { workingDays: 8 },
      }),
    );
    const announced = new Date(changeAt).toISOString();
    expect(await limitAt()).toMatchObject({ numbers: [{ value: 10 }], since: null, until: announced });
    expect(await limitAt(announced)).toMatchObject({ numbers: [{ value: 8 }], since: announced, until: null });
    expect(await limitAt("1960-01-01T00:00:00Z")).toMatchObject({ numbers: [{ value: 10 }], since: null });
  });

  further("a rule that this version does not know is not shown", async () => {
    await world.db.transact(async (tx) =>
      tx.insert(PolicyValue, { id: newId(PolicyValue), code: "old.rule", effectiveFrom: 0, value: { days: 1 } }),
    );
    expect((await rulesAt()).map(({ code }) => code)).not.toContain("old.rule");
  });
});
