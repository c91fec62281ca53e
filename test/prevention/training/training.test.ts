import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { recordPenalties } from "../../../src/adjudication/penalties/record-penalties";
import { Provider } from "../../../src/market/providers/provider.entity";
import { Enrolment } from "../../../src/prevention/training/enrolment.entity";
import { trainingShare } from "../../../src/prevention/training/enrolment.queries";
import { caseIn, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";
import { Applicant, creditCode } from "../../market/vetting/applicant";
import { pass, rightAnswers, start, submit, wrongAnswers } from "./quiz";

const HOUR = 3_600_000;
const SHOWN = `{ id reason status note dueAt passedAt cancelledAt cancelReason penalty { id status }
  course { id code current { title { en } takenBy } } attempts { passed percent takenByName } unavailableBecause { code availableAt } }`;
const both = (text: string) => ({ zhCN: `${text}（中）`, en: text });
const DRAFT = {
  assignment: "ON_REQUEST",
  takenBy: "ANY_MEMBER",
  passMark: 60,
  title: both("Photographs"),
  summary: both("How to photograph what you deliver."),
  ruleCodes: ["QUALITY-1", "QUALITY-1"],
  promiseKinds: ["QUALITY"],
  lessons: [{ title: both("Light"), text: both("Use **daylight**.") }],
  questions: [
    {
      text: both("Which light?"),
      options: [
        { text: both("Daylight"), correct: true },
        { text: both("None"), correct: false },
      ],
      explanation: both("It shows colours as they are."),
    },
  ],
};

forEachDatabase((kind, further) => {
  let world: World;
  let trainer: Person;
  let owner: Person;
  let staff: Person;
  let providerId: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    await world.db.transact(async (tx) => tx.execute("DELETE FROM policy_value WHERE code LIKE 'threshold.%'"));
    trainer = await world.as("lin.train");
    owner = await world.as("wang.owner");
    staff = await world.as("zhao.staff");
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    providerId = viewer.memberships[0].provider.id;
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const courseId = async (code: string): Promise<string> => {
    const { courses } = await world.visitor.ok(`{ courses(first: 100) { nodes { id code } } }`);
    return courses.nodes.find((each: { code: string }) => each.code === code).id;
  };
  const assign = async (code: string, more: Record<string, unknown> = {}): Promise<string> => {
    const input = { providerId, courseId: await courseId(code), reason: "请补上这一课。", ...more };
    return (await trainer.do("assignCourse", input, `{ enrolment { id } }`)).enrolment.id;
  };
  const look = async (id: string, person = owner) =>
    (await person.ok(`query ($id: ID!) { enrolment(id: $id) ${SHOWN} }`, { id })).enrolment;
  const told = async (type: string): Promise<number> => {
    const { inbox } = await owner.ok(`{ inbox { notices(first: 100) { nodes { type text } } } }`);
    return inbox.notices.nodes.filter((notice: { type: string }) => notice.type === type).length;
  };
  const write = (sql: string, params: (string | number)[]) => world.db.transact(async (tx) => tx.execute(sql, params));

  describe("courses", () => {
    test("come with the platform; anybody reads them, and only their writers the answers", async () => {
      const query = `{ courses(first: 100) { nodes { code current { version status passMark questionCount title { text zhCN en }
        lessons { position title { en } text { zhCN en } } questions { options { correct } } } } } }`;
      const { courses } = await world.visitor.ok(query);
      const codes = courses.nodes.map(({ code }: { code: string }) => code);
      expect(codes).toEqual(["getting-started", "keeping-promises"]);
      for (const { current } of courses.nodes) {
        expect(current).toMatchObject({ version: 1, status: "PUBLISHED", questions: null });
        expect(current.questionCount).toBeGreaterThanOrEqual(5);
        expect(current.title.text).toBe(current.title.en);
        expect(current.lessons.map(({ position }: { position: number }) => position)).toEqual([1, 2, 3, 4, 5]);
        for (const { text } of current.lessons) expect(text.zhCN).not.toBe(text.en);
      }
      expect(JSON.stringify((await owner.ok(query)).courses)).not.toContain("correct");
      const seen = await trainer.ok(query);
      expect(seen.courses.nodes[0].current.questions[0].options).toContainEqual({ correct: true });
    });

    test("are written as drafts, published once and for all, and followed by later versions", async () => {
      const save = (more: Record<string, unknown> = {}) =>
        trainer.do(
          "saveCourseDraft",
          { code: "photographs", ...DRAFT, ...more },
          `{ courseVersion { id version status ruleCodes course { id } questions { text { en } } } }`,
        );
      const first = (await save()).courseVersion;
      expect(first).toMatchObject({ version: 1, status: "DRAFT", ruleCodes: ["QUALITY-1"] });
      expect((await save({ passMark: 100 })).courseVersion.id).toBe(first.id);
      const query = `query ($id: ID!) { course(id: $id) { current { passMark } versions { nodes { version status } } } }`;
      expect((await owner.ok(query, { id: first.course.id })).course).toBeNull();
      expect((await trainer.tryTo("assignCourse", await input(first.course.id))).extensions.code).toBe("NOT_FOUND");

      const may = `query ($id: ID!) { course(id: $id) { availableActions { action } versions { nodes { availableActions { action } } } } }`;
      const mayOf = async (person: Person) => (await person.ok(may, { id: first.course.id })).course;
      const draftOnly = { versions: { nodes: [{ availableActions: [{ action: "PUBLISH" }] }] } };
      expect(await mayOf(trainer)).toEqual({ availableActions: [{ action: "WRITE" }], ...draftOnly });
      const nothing = { availableActions: [], versions: { nodes: [{ availableActions: [] }] } };
      expect(await mayOf(await world.as("sun.audit"))).toEqual(nothing);

      const publish = (id: string) =>
        trainer.do("publishCourse", { courseVersionId: id }, `{ courseVersion { status } }`);
      // A title that one may not read finds nothing.
      const found = async (person: Person, text: string) =>
        (await person.ok(`query ($text: String) { courses(text: $text) { nodes { code } } }`, { text })).courses.nodes;
      for (const text of [DRAFT.title.en.toUpperCase(), DRAFT.title.zhCN]) {
        expect(await found(trainer, text)).toEqual([{ code: "photographs" }]);
        expect(await found(world.visitor, text)).toEqual([]);
      }
      expect((await publish(first.id)).courseVersion.status).toBe("PUBLISHED");
      expect(await found(world.visitor, DRAFT.title.zhCN)).toEqual([{ code: "photographs" }]);
      expect(await mayOf(trainer)).toEqual({
        availableActions: [{ action: "WRITE" }, { action: "ASSIGN" }],
        versions: { nodes: [{ availableActions: [] }] },
      });
      expect(await mayOf(owner)).toEqual(nothing);
      expect((await trainer.tryTo("publishCourse", { courseVersionId: first.id })).extensions.code).toBe(
        "NOT_IN_THIS_STATE",
      );
      const second = (await save({ passMark: 50 })).courseVersion;
      expect(second).toMatchObject({ version: 2, status: "DRAFT" });
      expect((await owner.ok(query, { id: first.course.id })).course).toEqual({
        current: { passMark: 100 },
        versions: { nodes: [{ version: 1, status: "PUBLISHED" }] },
      });
      await publish(second.id);
      expect((await owner.ok(query, { id: first.course.id })).course.versions.nodes).toEqual([
        { version: 2, status: "PUBLISHED" },
        { version: 1, status: "SUPERSEDED" },
      ]);
    });

    test("are not written over by whoever has not read what a colleague saved meanwhile", async () => {
      const content = { code: "two-writers", ...DRAFT };
      const save = async (expectedSavedAt: string | null) =>
        (await trainer.do("saveCourseDraft", { ...content, expectedSavedAt }, "{ courseVersion { savedAt } }"))
          .courseVersion.savedAt;
      const refused = async (expectedSavedAt: string | null) =>
        (await trainer.tryTo("saveCourseDraft", { ...content, expectedSavedAt })).extensions;
      const first = await save(null);
      expect(await refused(null)).toMatchObject({ code: "ALREADY_EXISTS", field: "input.code" });
      world.clock.advance(1_000);
      const second = await save(first);
      expect(await refused(first)).toMatchObject({ code: "STALE_VERSION", field: "input.expectedSavedAt" });
      await save(second);
    });

    further("ask nothing that cannot be answered, and name no rule that does not exist", async () => {
      const [question] = DRAFT.questions;
      const options = question?.options.map((option) => ({ ...option, correct: false }));
      const cases = [
        [{ questions: [...DRAFT.questions, { ...question, options }] }, "input.questions.1.options"],
        [{ ruleCodes: ["QUALITY-1", "NO-SUCH-1"] }, "input.ruleCodes.1"],
        [{ questions: [] }, "input.questions"],
        [{ passMark: 49 }, "input.passMark"],
      ] as const;
      for (const [more, field] of cases) {
        const { extensions } = await trainer.tryTo("saveCourseDraft", { code: "impossible", ...DRAFT, ...more });
        expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
      }
    });
  });

  async function input(id: string): Promise<Record<string, unknown>> {
    return { providerId, courseId: id, reason: "请补上这一课。" };
  }

  describe("an enrolment", () => {
    further("is passed by one member for all, with a pause after a failed attempt", async () => {
      const before = await told("TRAINING_ASSIGNED");
      const id = await assign("getting-started");
      expect(await told("TRAINING_ASSIGNED")).toBe(before + 1);
      expect(await look(id)).toMatchObject({
        reason: "ASSIGNED",
        status: "OPEN",
        note: "请补上这一课。",
        penalty: null,
        attempts: [],
        unavailableBecause: null,
      });
      expect(
        (await trainer.tryTo("assignCourse", await input(await courseId("getting-started")))).extensions,
      ).toMatchObject({ code: "ALREADY_EXISTS", existingId: id });

      const [{ attempt }, twin] = await Promise.all([start(staff, id), start(staff, id)]);
      expect(twin.attempt).toEqual(attempt);
      expect(attempt.passed).toBeNull();
      for (const { options, right, explanation } of attempt.questions) {
        expect([right, explanation]).toEqual([null, null]);
        for (const option of options) expect(option).toMatchObject({ correct: null, chosen: false });
      }
      // The same member goes on with it; a colleague waits, and does not see the questions.
      expect((await start(staff, id)).attempt).toEqual(attempt);
      expect((await owner.tryTo("startAttempt", { enrolmentId: id })).extensions).toMatchObject({
        code: "ALREADY_EXISTS",
        existingId: attempt.id,
        availableAt: attempt.expiresAt,
      });
      const seen = await owner.ok(`query ($id: ID!) { attempt(id: $id) { questions { number } } }`, { id: attempt.id });
      expect(seen.attempt).toEqual({ questions: null });
      expect(
        (await owner.tryTo("submitAttempt", { attemptId: attempt.id, answers: [{ question: 1, options: [1] }] }))
          .extensions.code,
      ).toBe("NOT_FOUND");

      const right = await rightAnswers(world, attempt);
      const failed = (await submit(staff, attempt.id, wrongAnswers(right, attempt))).attempt;
      expect(failed).toMatchObject({ passed: false, percent: 0 });
      for (const { right: isRight, explanation, options } of failed.questions) {
        expect([isRight, explanation.en === ""]).toEqual([false, false]);
        // It may come again: what is right is still not told.
        for (const { correct } of options) expect(correct).toBeNull();
      }
      const { unavailableBecause } = await look(id);
      expect(unavailableBecause.code).toBe("NOT_YET");
      expect((await owner.tryTo("startAttempt", { enrolmentId: id })).extensions).toMatchObject(unavailableBecause);

      await write("UPDATE course_attempt SET submitted_at = submitted_at - ? WHERE id = ?", [24 * HOUR, attempt.id]);
      const passed = await pass(world, owner, id);
      expect(passed.attempt).toMatchObject({ passed: true, percent: 100 });
      expect(passed.attempt.questions[0].options).toContainEqual(
        expect.objectContaining({ correct: true, chosen: true }),
      );
      expect(passed.enrolment).toMatchObject({ status: "PASSED", passedAt: expect.any(String) });
      expect(await look(id, staff)).toMatchObject({
        attempts: [
          { passed: false, percent: 0, takenByName: "赵敏" },
          { passed: true, percent: 100, takenByName: "王强" },
        ],
        unavailableBecause: { code: "NOT_IN_THIS_STATE" },
      });
    });

    test("cannot be passed by an attempt whose time is over, nor twice by one", async () => {
      const id = await assign("photographs");
      const { attempt } = await start(owner, id);
      const answers = await rightAnswers(world, attempt);
      await write("UPDATE course_attempt SET expires_at = started_at WHERE id = ?", [attempt.id]);
      expect((await owner.tryTo("submitAttempt", { attemptId: attempt.id, answers })).extensions.code).toBe("TOO_LATE");
      const { attempt: another } = await start(owner, id);
      expect(another.id).not.toBe(attempt.id);
      const good = await rightAnswers(world, another);
      await submit(owner, another.id, good);
      expect((await owner.tryTo("submitAttempt", { attemptId: another.id, answers: good })).extensions.code).toBe(
        "NOT_IN_THIS_STATE",
      );
    });

    test("is passed by the attempt under way also when it was taken back and assigned anew meanwhile", async () => {
      const enrolmentId = await assign("photographs");
      const { attempt } = await start(owner, enrolmentId);
      await trainer.do("cancelEnrolment", { enrolmentId, reason: "分配有误。" }, "{ enrolment { id } }");
      const answers = await rightAnswers(world, attempt);
      const late = await owner.tryTo("submitAttempt", { attemptId: attempt.id, answers });
      expect(late.extensions.code).toBe("NOT_IN_THIS_STATE");
      const anew = await assign("photographs");
      expect((await start(owner, anew)).attempt.id).toBe(attempt.id);
      expect((await submit(owner, attempt.id, answers)).attempt.passed).toBe(true);
      expect(await look(anew)).toMatchObject({ status: "PASSED" });
    });

    test("is reminded of, is overdue by its date, and may be taken back by a trainer", async () => {
      const id = await assign("photographs");
      const [reminded, overdue] = [await told("TRAINING_DUE_SOON"), await told("TRAINING_OVERDUE")];
      const stream = owner.follow(`subscription ($id: ID!) { providerUpdated(id: $id) { caughtUp event { type } } }`, {
        id: providerId,
      });
      await stream.until(({ received }) => received.length > 0);
      await write("UPDATE enrolment SET remind_at = remind_at - ? WHERE id = ?", [27 * 24 * HOUR, id]);
      await world.server.services.sweep();
      await world.server.services.sweep();
      expect([await told("TRAINING_DUE_SOON"), await told("TRAINING_OVERDUE")]).toEqual([reminded + 1, overdue]);
      await stream.untilEvent("TRAINING_DUE_SOON");

      await write("UPDATE enrolment SET due_at = due_at - ? WHERE id = ?", [31 * 24 * HOUR, id]);
      expect((await look(id)).status).toBe("OVERDUE");
      const list = async (status: string) => {
        const query = `query ($filter: EnrolmentFilter) { enrolments(first: 100, filter: $filter) { nodes { id } } }`;
        const filter = { status, providerId, courseId: await courseId("photographs") };
        return (await trainer.ok(query, { filter })).enrolments.nodes.map((each: { id: string }) => each.id);
      };
      expect([await list("OPEN"), await list("OVERDUE")]).toEqual([[], [id]]);
      await world.server.services.sweep();
      await world.server.services.sweep();
      expect(await told("TRAINING_OVERDUE")).toBe(overdue + 1);
      expect(await list("OVERDUE")).toEqual([id]);
      await stream.untilEvent("TRAINING_OVERDUE");
      stream.close();

      const mayCancel = async (enrolmentId: string, person = trainer) =>
        (
          await person.ok(`query ($id: ID!) { enrolment(id: $id) { availableActions { action } } }`, {
            id: enrolmentId,
          })
        ).enrolment;
      expect([await mayCancel(id), await mayCancel(id, owner)]).toEqual([
        { availableActions: [{ action: "CANCEL" }] },
        { availableActions: [] },
      ]);
      await trainer.do("cancelEnrolment", { enrolmentId: id, reason: "已在线下完成。" }, `{ enrolment { status } }`);
      expect(await mayCancel(id)).toEqual({ availableActions: [] });
      expect(await look(id)).toMatchObject({ status: "CANCELLED", cancelReason: "已在线下完成。" });
      expect((await trainer.tryTo("cancelEnrolment", { enrolmentId: id, reason: "再次撤销。" })).extensions.code).toBe(
        "NOT_IN_THIS_STATE",
      );
    });

    further("is nobody else's business", async () => {
      const id = await assign("photographs");
      const lina = await world.as("li.na");
      expect(await look(id, lina)).toBeNull();
      const query = `query ($id: ID!) { provider(id: $id) { training { nodes { id } } } }`;
      expect((await lina.ok(query, { id: providerId })).provider.training).toBeNull();
      expect((await world.visitor.ok(query, { id: providerId })).provider.training).toBeNull();
      for (const who of ["zhao.staff", "lin.train", "sun.audit"])
        expect((await (await world.as(who)).ok(query, { id: providerId })).provider.training.nodes[0].id).toBe(id);
      expect((await staff.refused(`{ enrolments { nodes { id } } }`)).extensions.code).toBe("FORBIDDEN");
      expect((await trainer.tryTo("assignCourse", { ...(await input("crs_x")) })).extensions.code).toBe("NOT_FOUND");
      await trainer.do("cancelEnrolment", { enrolmentId: id, reason: "误派课程。" }, `{ enrolment { id } }`);
    });
  });

  describe("onboarding", () => {
    test("who is admitted is to pass the courses for that; what the system registered is not", async () => {
      const applicant = await Applicant.register(world, "tom", creditCode(1));
      const enrolments = async () => {
        await world.projected();
        return (await applicant.look("training { nodes { reason status dueAt assignedAt course { code } } }", "tom"))
          .training.nodes;
      };
      expect(await enrolments()).toEqual([]);
      await applicant.admit();
      const [enrolment, ...more] = await enrolments();
      expect(more).toEqual([]);
      expect(enrolment).toMatchObject({ reason: "ONBOARDING", status: "OPEN", course: { code: "getting-started" } });
      expect(Date.parse(enrolment.dueAt) - Date.parse(enrolment.assignedAt)).toBe(30 * 24 * HOUR);
      expect(await world.db.find(Enrolment, { providerId, reason: "ONBOARDING" })).toEqual([]);
    });
  });

  describe("training that a ruling ordered", () => {
    const punished = async (): Promise<{ theCase: WorldCase; enrolmentId: string }> => {
      const theCase = await caseIn(world, "RULED", {
        ruling: { penalties: [{ kind: "MANDATORY_TRAINING", reason: "多次承诺做不到的时间" }] },
      });
      await world.projected();
      const { ruling } = await theCase.look("ruling { penalties { id kind status } }");
      const enrolment = await world.db.findOne(Enrolment, { penaltyId: ruling.penalties[0].id });
      return { theCase, enrolmentId: enrolment?.id ?? "" };
    };
    const draft = async (): Promise<string> => {
      const listing = {
        providerId,
        category: "shop-design",
        title: "直播间设计",
        description: "",
        price: { amount: 100, currency: "CNY" },
      };
      return (await owner.do("createListing", listing, "{ listing { id } }")).listing.id;
    };
    const publish = async (listingId: string) =>
      owner.gql(
        `mutation ($input: SetListingStatusInput!) { setListingStatus(input: $input) { listing { status } } }`,
        {
          input: { listingId, status: "LISTED" },
        },
      );

    further("keeps the provider from listing until an owner has passed it; then the penalty is over", async () => {
      const listingId = await draft();
      const { theCase, enrolmentId } = await punished();
      expect(await look(enrolmentId)).toMatchObject({
        reason: "MANDATORY",
        status: "OPEN",
        penalty: { status: "ACTIVE" },
        course: { code: "keeping-promises", current: { takenBy: "OWNER" } },
      });
      const { errors } = await publish(listingId);
      expect(errors?.[0]?.extensions.code).toBe("PROVIDER_RESTRICTED");
      expect(errors?.[0]?.message).toContain("Promises you can keep");
      expect(await look(enrolmentId, staff)).toMatchObject({ unavailableBecause: { code: "FORBIDDEN" } });
      expect((await staff.tryTo("startAttempt", { enrolmentId })).extensions.code).toBe("FORBIDDEN");
      expect((await trainer.tryTo("cancelEnrolment", { enrolmentId, reason: "不必了吧。" })).extensions.code).toBe(
        "FORBIDDEN",
      );
      const may = `query ($id: ID!) { enrolment(id: $id) { availableActions { action } } }`;
      expect((await trainer.ok(may, { id: enrolmentId })).enrolment.availableActions).toEqual([]);
      // What is listed goes on being sold, and may be taken down.
      await caseIn(world, "NEGOTIATING");

      await pass(world, owner, enrolmentId);
      expect(await look(enrolmentId)).toMatchObject({ status: "PASSED", penalty: { status: "EXPIRED" } });
      expect((await publish(listingId)).data.setListingStatus.listing.status).toBe("LISTED");
      const { ruling } = await theCase.look("ruling { penalties { kind status } }");
      expect(ruling.penalties).toEqual([{ kind: "MANDATORY_TRAINING", status: "EXPIRED" }]);
    });

    further("bars listing from the ruling on, also before the course is chosen", async () => {
      const listingId = await draft();
      const { enrolmentId } = await punished();
      await write("UPDATE enrolment SET status = 'CANCELLED' WHERE id = ?", [enrolmentId]);
      const { errors } = await publish(listingId);
      expect(errors?.[0]).toMatchObject({
        extensions: { code: "PROVIDER_RESTRICTED" },
        message: expect.stringContaining("about to be assigned"),
      });
      await write("UPDATE enrolment SET status = 'OPEN' WHERE id = ?", [enrolmentId]);
      await pass(world, owner, enrolmentId);
    });

    test("is taken back when cooperation ends, and assigned again when that is reversed; nothing is assigned meanwhile", async () => {
      const { enrolmentId } = await punished();
      const { penaltyId } = (await world.db.byId(Enrolment, enrolmentId)) ?? {};
      const [penalty] = await world.db.find(Penalty, { id: penaltyId ?? "" });
      const become = async (status: string, type: "PENALTY_STARTED" | "PENALTY_REVERSED"): Promise<void> => {
        await write("UPDATE provider SET status = ? WHERE id = ?", [status, providerId]);
        await world.db.transact(async (tx) => {
          const provider = await tx.lock(Provider, providerId);
          if (provider && penalty)
            await recordPenalties(tx, provider, null, type, [{ ...penalty, kind: "TERMINATION" }]);
        });
        await world.projected();
      };
      await become("TERMINATED", "PENALTY_STARTED");
      expect(await look(enrolmentId)).toMatchObject({ status: "CANCELLED" });
      const input = { providerId, courseId: await courseId("keeping-promises"), reason: "请补上这一课。" };
      expect((await trainer.tryTo("assignCourse", input)).extensions.reason).toBe("training.notAdmitted");
      await become("ACTIVE", "PENALTY_REVERSED");
      const again = await world.db.find(Enrolment, { penaltyId: penaltyId ?? "", status: "OPEN" });
      expect(again).toHaveLength(1);
      await pass(world, owner, again[0]?.id ?? "");
    });

    test("falls with the ruling, and passing one course settles all that demand it", async () => {
      const listingId = await draft();
      const reversed = await punished();
      const standing = await punished();
      await reversed.theCase.do("wang.owner", "appealRuling", {
        ground: "WRONG_FACTS",
        text: "裁定认定的交付时间有误。",
      });
      await reversed.theCase.answerAppeals();
      await (
        await world.as("qian.lead")
      ).do("decideAppeal", {
        complaintId: reversed.theCase.id,
        outcome: "GRANTED",
        reason: "证据表明按时交付。",
        replacement: await reversed.theCase.dismissal(),
      });
      await world.projected();
      expect(await look(reversed.enrolmentId)).toMatchObject({ status: "CANCELLED", penalty: { status: "REVERSED" } });
      expect((await publish(listingId)).errors?.[0]?.extensions.code).toBe("PROVIDER_RESTRICTED");

      const third = await punished();
      const shareBefore = await trainingShare(world.db, [providerId], world.clock.now());
      await pass(world, owner, third.enrolmentId);
      expect(await look(standing.enrolmentId)).toMatchObject({ status: "PASSED", penalty: { status: "EXPIRED" } });
      expect((await publish(listingId)).data.setListingStatus.listing.status).toBe("LISTED");

      const share = (at: number) => trainingShare(world.db, [providerId, "prv_unknown"], at);
      const now = (await share(world.clock.now())).get(providerId);
      const before = shareBefore.get(providerId);
      expect(now).toEqual({ required: before?.required, passed: before?.required });
      expect(before?.passed).toBe((before?.required ?? 0) - 2);
      expect((await share(0)).size).toBe(0);
    });
  });

  further(
    "the last course that rulings assign stays one, or whoever must be trained could never list again",
    async () => {
      const { accountId } = await world.as("he.inspect");
      await world.setRoles({ accountId, roles: ["INSPECTOR", "TRAINER"] });
      const colleague = await world.as("he.inspect");
      const save = async (code: string, assignment: string): Promise<{ courseVersionId: string }> => {
        const input = { code, ...DRAFT, assignment };
        const { courseVersion } = await trainer.do("saveCourseDraft", input, "{ courseVersion { id } }");
        return { courseVersionId: courseVersion.id };
      };
      const publish = (who: Person, input: { courseVersionId: string }) =>
        who.do("publishCourse", input, "{ courseVersion { id } }");
      const assigned = async (): Promise<string[]> => {
        const { courses } = await world.visitor.ok(`{ courses(first: 100) { nodes { code current { assignment } } } }`);
        return courses.nodes.flatMap(({ code, current }: { code: string; current: { assignment: string } }) =>
          current.assignment === "RULING" ? code : [],
        );
      };

      expect(await assigned()).toEqual(["keeping-promises"]);
      const away = await save("keeping-promises", "ON_REQUEST");
      expect((await trainer.tryTo("publishCourse", away)).extensions).toMatchObject({
        ...{ code: "NOT_IN_THIS_STATE", field: "input.courseVersionId" },
      });
      await publish(trainer, await save("better-promises", "RULING"));
      // Two trainers take the last two away at once.
      const other = await save("better-promises", "ON_REQUEST");
      const answers = await Promise.allSettled([publish(trainer, away), publish(colleague, other)]);
      expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await assigned()).toHaveLength(1);
    },
  );
});
