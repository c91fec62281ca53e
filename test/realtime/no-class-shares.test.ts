import { createAccount } from "../../src/accounts/account/create-account";
import { hashPassword } from "../../src/accounts/passwords/password.pure";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { SharedFrames } from "../../src/platform/graphql/shared-frames";
import { caseIn, openCase, type WorldCase } from "../case/complaints/world-case";
import { submit } from "../case/evidence/evidence-case";
import { PNG } from "../case/evidence/samples";
import { forEachDatabase } from "../support/databases";
import { reference } from "../adjudication/payments/paid-in";
import type { World } from "../support/world";
import { BothPaths, wrap, type Execution, type Viewer } from "./both-paths";
import { say } from "./cases";
import { SHAREABLE } from "./tell-all";

const QUEUE = `subscription ($after: String) { moderationQueueUpdated(after: $after) { event { type } } }`;
const LATER = "new.mod";

interface Cases {
  /** The one that is played. */
  main: WorldCase;
  /** Of tom, who has become a moderator since. */
  own: WorldCase;
  /** Ruled on when roles have changed. */
  last: WorldCase;
  providerId: string;
}

forEachDatabase((kind) => {
  let paths: BothPaths;
  /** What was shared while the case was played. */
  let live: Execution[];
  beforeAll(async () => {
    paths = await BothPaths.start(kind);
    const cases = await prepare(paths.world);
    const cast = await enter(paths);
    await everybodyListens(paths, cases, cast);
    await play(paths, cases, cast.changing);
    live = [...paths.shared.values()];
    await comeBack(paths, cases, cast.first);
    await paths.arrived();
  });
  afterAll(async () => {
    await paths?.[Symbol.asyncDispose]();
    jest.restoreAllMocks();
  });

  test("each viewer is told exactly what they would be told alone, in every stream, all through a case", () => {
    for (const { who, what, fast, slow } of paths.told)
      expect({ who, what, told: fast }).toEqual({ who, what, told: slow });
  });

  test("what viewers are told differs, in each stream that is shared", () => {
    const tellings = Object.keys(SHAREABLE).map((operation) => {
      const streams = paths.told.filter(({ what, slow }) => what.startsWith(`${operation} `) && slow.length > 2);
      return new Set(streams.map(({ slow }) => JSON.stringify(slow))).size;
    });
    for (const different of tellings) expect(different).toBeGreaterThan(2);
  });

  test("no text goes to people of two audiences", () => {
    const mixed = [...paths.shared.values()].filter(
      ({ recipients }) => new Set(recipients.map(({ as }) => as)).size > 1,
    );
    expect(mixed).toEqual([]);
  });

  test("those of one audience share one execution of each event, and nobody but a party is served alone", () => {
    const ofModerators = live.filter(
      ({ operation, event, recipients }) =>
        operation in SHAREABLE && event !== null && recipients.some(({ login }) => login === "chen.mod"),
    );
    for (const { recipients } of ofModerators)
      expect(recipients.map(({ login }) => login).sort()).toEqual(["chen.mod", "liu.mod"]);
    const keys = ofModerators.map(({ operation, variables, event }) => `${operation} ${variables} ${event}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect([...new Set(ofModerators.map(({ operation }) => operation))].sort()).toEqual(Object.keys(SHAREABLE).sort());
    const alone = paths.alone.filter(({ operation }) => operation in SHAREABLE);
    const served = alone.flatMap(({ recipients }) => recipients.map(({ login }) => login));
    // The parties; whose roles change is another matter.
    const parties = ["li.na", "tom", "wang.owner", "zhao.staff"];
    expect([...new Set(served)].filter((login) => login !== "qian.lead").sort()).toEqual(parties);
  });

  test("of two moderators who are consumers, the one whose case it is is told of it as its consumer, and alone", () => {
    const inQueue = (login: string): (string | null)[][] =>
      live
        .filter(({ operation, recipients }) => operation === "Queue" && recipients.some((each) => each.login === login))
        .map(({ recipients }) => recipients.map((each) => each.login).sort());
    expect(inQueue("tom")).toContainEqual([LATER, "tom"]);
    expect(inQueue(LATER)).toContainEqual([LATER]);
  });

  test("a right that ends while somebody catches up ends, there and then, what is shared with them", async () => {
    const { world } = paths;
    const auditor = await world.as("sun.audit");
    const { tail, cursors } = world.server.services;
    let told = 0;
    wrap<SharedFrames["of"]>(SharedFrames.prototype, "of", async (frameOf, ...args) => {
      const frame = await frameOf(...args);
      told += 1;
      if (told === 2) {
        await setRoles(world, auditor.accountId, ["TRAINER"]);
        await tail.catchUp();
      }
      return frame;
    });
    const stream = auditor.follow(QUEUE, { after: cursors.at("moderationQueueUpdated", "staff", 0) });
    await stream.until(({ errors }) => errors[0]?.extensions.code === "PERMISSION_REVOKED");
    expect(stream.events()).toHaveLength(2);
  });
});

async function prepare(world: World): Promise<Cases> {
  const own = await caseIn(world, "UNDER_REVIEW", { consumer: "tom", moderator: "liu.mod" });
  const last = await caseIn(world, "UNDER_REVIEW", { dismissed: true });
  const main = await openCase(world);
  const later = await joinDemo(world);
  for (const accountId of [later, (await world.as("tom")).accountId])
    await setRoles(world, accountId, ["CONSUMER", "MODERATOR"]);
  const { viewer } = await (await world.as("wang.owner")).ok(`{ viewer { memberships { provider { id } } } }`);
  return { main, own, last, providerId: viewer.memberships[0].provider.id };
}

/** One more of the demo's people, with the password that nobody else may have. */
async function joinDemo(world: World): Promise<string> {
  const passwordHash = await hashPassword(DEMO_PEOPLE[0]?.password ?? "");
  const { id } = await world.db.transact((tx) =>
    createAccount(tx, { login: LATER, passwordHash, displayName: "新来的", roles: ["CONSUMER"], locale: "zh-CN" }),
  );
  return id;
}

async function setRoles(world: World, accountId: string, roles: string[]): Promise<void> {
  await world.setRoles({ accountId, roles });
}

interface Cast {
  /** Who are also told what is their own, and come back in the end. */
  first: Viewer[];
  others: Viewer[];
  /** A lead whose roles will change. */
  changing: Viewer;
}

async function enter(paths: BothPaths): Promise<Cast> {
  const first = [
    await paths.enter(null, "visitors"),
    await paths.enter("li.na", "consumers"),
    await paths.enter("tom", "moderators who are consumers"),
    await paths.enter("wang.owner", "owners"),
    await paths.enter("chen.mod", "moderators"),
  ];
  const others = [
    await paths.enter(null, "visitors", "en"),
    await paths.enter(LATER, "moderators who are consumers"),
    await paths.enter("zhao.staff", "members"),
    await paths.enter("liu.mod", "moderators"),
    await paths.enter("liu.mod", "moderators", "en"),
    await paths.enter("zhou.lead", "leads"),
    await paths.enter("sun.audit", "auditors"),
    await paths.enter("he.inspect", "inspectors"),
    await paths.enter("admin", "administrators"),
  ];
  return { first, others, changing: await paths.enter("qian.lead", "leads") };
}

function everybodyListens(paths: BothPaths, cases: Cases, { first, others, changing }: Cast): Promise<void> {
  return paths.step(async () => {
    await Promise.all([...first, ...others, changing].map((viewer) => followShareable(paths, viewer, cases)));
    await Promise.all(first.map((viewer) => followPersonal(paths, viewer, cases)));
  });
}

async function followShareable(paths: BothPaths, viewer: Viewer, { main, own, providerId }: Cases): Promise<void> {
  await Promise.all([
    paths.follow(viewer, "Queue"),
    paths.follow(viewer, "Queue", { filter: { status: "UNDER_REVIEW" } }),
    paths.follow(viewer, "Case", { id: main.id }),
    paths.follow(viewer, "Case", { id: own.id }),
    paths.follow(viewer, "Register"),
    paths.follow(viewer, "Register", { withText: false }),
    paths.follow(viewer, "Provider", { id: providerId }),
  ]);
}

async function followPersonal(paths: BothPaths, viewer: Viewer, { main, providerId }: Cases): Promise<void> {
  await Promise.all([
    paths.follow(viewer, "QueueMine"),
    paths.follow(viewer, "QueueOthers"),
    paths.follow(viewer, "RegisterWords"),
    paths.follow(viewer, "QueueOwn"),
    paths.follow(viewer, "CaseOwn", { id: main.id }),
    paths.follow(viewer, "MyCases"),
    paths.follow(viewer, "Inbox"),
    paths.follow(viewer, "RegisterOwn"),
    paths.follow(viewer, "ProviderOwn", { id: providerId }),
  ]);
}

/** Everything that somebody is not told. */
async function play(paths: BothPaths, { main, own, last, providerId }: Cases, qian: Viewer): Promise<void> {
  const { world } = paths;
  const [consumer, owner] = [await world.as("li.na"), await world.as("wang.owner")];
  const doing = (who: string, mutation: string, input?: object, theCase = main): Promise<unknown> =>
    paths.step(() => theCase.do(who, mutation, { ...input }));
  const taking = (theCase: WorldCase): Promise<number> => paths.step(() => theCase.take());
  const ruling = async (who: string, theCase: WorldCase): Promise<void> => {
    const leaseToken = await taking(theCase);
    await doing(who, "issueRuling", { leaseToken, ...(await theCase.ruling()) }, theCase);
  };
  const becoming = async (roles: string[], audience: string): Promise<void> => {
    await paths.step(() => setRoles(world, qian.accountId ?? "", roles));
    qian.audience = audience;
  };

  await paths.step(() => say(consumer, main.id, "请尽快处理。"));
  await paths.step(() => say(owner, main.id, "我们认为订单有异常。", "PROVIDER_SIDE"));
  await paths.step(() => say(consumer, main.id, "我怕对方报复。", "CONSUMER_SIDE"));
  await paths.step(() => main.offer());
  await doing("wang.owner", "refuseDemand", { reason: "我方已按约定交付。" });
  await doing("li.na", "escalateComplaint");
  let leaseToken = await taking(main);
  await doing("chen.mod", "requestInformation", { leaseToken, text: "请提供付款记录和沟通截图。" });
  await doing("li.na", "supplyInformation", { text: "已经付了全款,见截图。" });
  leaseToken = await taking(main);
  await doing("chen.mod", "acceptComplaint", { leaseToken });
  await paths.step(() => submit(consumer, main.id, PNG));
  await paths.step(() => submit(owner, main.id, PNG, { visibility: "PROVIDER_SIDE", title: "内部记录" }));
  await doing("li.na", "createReferral", { route: "COURT", reference: "2026-1", text: "先不告诉商家" });
  await doing("li.na", "closeEvidence");
  await doing("wang.owner", "closeEvidence");
  await doing("zhou.lead", "reassignComplaint", { moderatorLogin: "chen.mod", reason: "此案由你继续处理。" });
  await doing("chen.mod", "saveRulingDraft", { content: `{"facts":"草稿"}` });
  leaseToken = await taking(main);
  const decision = await main.ruling();
  const findings = (decision.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
  await doing("chen.mod", "issueRuling", { leaseToken, ...decision, findings });
  const { rulingAwaitingApproval } = await main.look("rulingAwaitingApproval { id }");
  const approval = { rulingId: rulingAwaitingApproval.id, reason: "同意。" };
  await paths.step(async () => (await world.as("zhou.lead")).do("approveRuling", approval));
  await doing("wang.owner", "appealRuling", { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误,应予撤销。" });
  await doing("li.na", "answerAppeal", { text: "初稿确实晚到了两天。" });
  await doing("qian.lead", "decideAppeal", { outcome: "DISMISSED", reason: "经复核,维持原裁定。" });
  const claim = { providerId, amount: 500, currency: "CNY", reference: reference() };
  const { payment } = await paths.step(() => owner.do("topUpDeposit", claim, "{ payment { id } }"));
  const finance = await world.as("wu.finance");
  await paths.step(() => finance.do("confirmPayment", { paymentId: payment.id }, "{ payment { id } }"));
  await becoming(["AUDITOR", "TRAINER"], "auditors who are trainers");
  await ruling("liu.mod", own);
  await becoming(["TRAINER"], "trainers");
  await ruling("chen.mod", last);
  await becoming(["CONSUMER"], "consumers");
  await paths.step(() => owner.do("updateProvider", { providerId, description: "星火新貌" }, "{ provider { id } }"));
  for (const remedyId of await main.remedies()) {
    await doing("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 1" });
    await doing("li.na", "confirmRemedy", { remedyId });
  }
}

/** Some are told once more all that there was, from the log. */
async function comeBack(paths: BothPaths, { own }: Cases, viewers: readonly Viewer[]): Promise<void> {
  // What was made for the live deliveries is too old to be used again.
  const now = performance.now.bind(performance);
  jest.spyOn(performance, "now").mockImplementation(() => now() + 1_000);
  await paths.step(async () => {
    for (const viewer of viewers) {
      await paths.resume(viewer, "Queue");
      await paths.resume(viewer, "Case", { id: own.id });
      await paths.resume(viewer, "Register");
    }
  });
}
