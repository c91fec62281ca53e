import { readsAsWords } from "../../src/adjudication/register/ordinary-words.pure";
import { caseIn, type WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

test.each([
  ["未按承诺", true],
  ["欺诈", true],
  ["包括", true],
  ["商家没有", true],
  ["the", true],
  ["not delivered", true],
  ["The Provider", true],
  ["李娜", false],
  ["王小明", false],
  ["陈静", false],
  ["王老板", false],
  ["Tom", false],
  ["Li Na", false],
  // Looks like "the"; a text that says "the" does not say this.
  ["thе", false],
  ["", false],
  ["✅", false],
])("%s reads as ordinary words: %s", (name, words) => expect(readsAsWords(name)).toBe(words));

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => void (world = await startWorld(kind)));
  afterEach(() => world?.[Symbol.asyncDispose]());

  /** Rules with these words in place of the usual ones; the penalty's reason stays "未按承诺时间交付", which is public as well. */
  const rule = async (theCase: WorldCase, changes: Record<string, unknown>) =>
    theCase.do(theCase.people.moderator, "issueRuling", {
      leaseToken: await theCase.take(),
      ...(await theCase.ruling(changes)),
    });
  const rename = async (login: string, displayName: string): Promise<unknown> =>
    (await world.as(login)).do("updateAccount", { displayName }, "{ account { displayName } }");
  const said = (theCase: WorldCase): Promise<{ kind: string; text: string }[]> =>
    world.projected().then(async () => {
      const { ruling } = await theCase.look("ruling { id }");
      const rows = await world.db.query<{ kind: string; content: string }>(
        "SELECT kind, content FROM register_entry WHERE ruling_id = ? AND penalty_id IS NULL ORDER BY number",
        [ruling.id],
      );
      return rows.map((row) => ({ kind: row.kind, text: JSON.parse(row.content).ruling.publicText as string }));
    });

  further("staff of the provider who rename themselves to what the ruling will say do not stop it", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    for (const name of ["未按承诺", "the"]) await rename("wang.owner", name);
    const { complaint } = await rule(theCase, {
      publicText: "商家未按承诺交付海报。The provider did not keep its promise.",
    });
    expect(complaint.status).toBe("RULED");
  });

  test("words that were somebody's name when the case opened ask for a reason, and are then published as they are", async () => {
    await rename("li.na", "未按承诺");
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const publicText = "商家未按承诺交付海报。";
    await expect(rule(theCase, { publicText })).rejects.toThrow(/BAD_USER_INPUT.*未按承诺.*input\.wordsReason/s);
    await rule(theCase, { publicText, wordsReason: "此处为普通词语，不指当事人。" });
    const { ruling } = await theCase.look("ruling { id wordsReason }");
    expect(ruling.wordsReason).toBe("此处为普通词语，不指当事人。");
    const { complaint } = await (
      await world.as("li.na")
    ).ok(`query ($id: ID!) { complaint(id: $id) { ruling { wordsReason } } }`, { id: theCase.id });
    expect(complaint.ruling.wordsReason).toBeNull();
    expect(await said(theCase)).toEqual([{ kind: "RULING", text: publicText }]);
  });

  further("a name that tells who it is goes on being refused, whatever reason is given", async () => {
    await rename("li.na", "李娜");
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const refused = rule(theCase, { publicText: "李娜投诉成立。", wordsReason: "此处为普通词语，不指当事人。" });
    await expect(refused).rejects.toThrow(/BAD_USER_INPUT.*李娜.*input\.publicText/s);
    // Also the name of that time, after another one was taken.
    await rename("li.na", "小丽");
    await expect(rule(theCase, { publicText: "李娜投诉成立。" })).rejects.toThrow(/李娜/);
  });

  further("a consumer who renames after the ruling blacks out nothing of what is entered later", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    const publicText = "商家欺诈，支持消费者。";
    await rule(theCase, { publicText });
    await rename("li.na", "商家欺诈");
    await world.later(24 * 60);
    expect(await said(theCase)).toEqual([
      { kind: "RULING", text: publicText },
      { kind: "RULING_FINAL", text: publicText },
    ]);
  });

  further("names are not changed faster than others can follow", async () => {
    const tom = await world.as("tom");
    const name = (displayName: string) =>
      tom.gql(`mutation ($n: String) { updateAccount(input: { displayName: $n }) { account { displayName } } }`, {
        n: displayName,
      });
    for (const displayName of ["汤姆", "汤米", "阿汤"]) expect((await name(displayName)).errors).toBeUndefined();
    // The same name again is no change.
    expect((await name("阿汤")).errors).toBeUndefined();
    const { errors } = await name("汤先生");
    expect(errors?.[0]?.extensions).toMatchObject({ code: "LIMIT_REACHED", field: "input.displayName" });
    expect(errors?.[0]?.extensions.availableAt).toEqual(expect.any(String));
  });
});
