import { forEachDatabase } from "../support/databases";
import { LoggedEvent } from "../../src/platform/database/event.entity";
import { Provider } from "../../src/market/providers/provider.entity";
import { setProviderStatus } from "../../src/market/providers/set-provider-status";
import { HouseRules } from "../../src/house-rules/house-rules";
import { PolicyValue } from "../../src/house-rules/policy-value.entity";
import { newId } from "../../src/platform/ids";
import { DAY } from "../../src/platform/time";
import { startWorld, type World } from "../support/world";
import { Applicant, creditCode } from "../market/vetting/applicant";

const CONTEST = "{ contest { id status answerUntil holder { id } } }";
const REASONS = "营业执照原件与登记信息一致。";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => void (world = await startWorld(kind)));
  afterAll(() => world?.[Symbol.asyncDispose]());

  const admit = async (shop: Applicant, input: Record<string, unknown> = {}): Promise<void> => {
    await shop.addAll();
    const { id } = await shop.submit();
    await shop.review(id);
    await shop.approve(id, input);
  };

  const showsItsOwn = async (shop: Applicant, n: number, input: Record<string, unknown> = {}): Promise<string> => {
    const number = creditCode(n);
    await shop.add("LICENCE", { number });
    const { id } = await shop.submit();
    await shop.review(id);
    await shop.approve(id, input);
    return number;
  };

  further("whoever registers somebody's licence first holds nothing by it", async () => {
    const licence = creditCode(71);
    await Applicant.register(world, "tom", licence, "抢注一号");
    const real = await Applicant.register(world, "li.na", `${licence.slice(0, 4)} ${licence.slice(4)}`, "真持照人");
    await admit(new Applicant(world, "li.na", real.id, licence));
    expect(await real.status()).toBe("ACTIVE");
  });

  test("who was admitted with another's licence is contested, heard, and loses it", async () => {
    const licence = creditCode(72);
    const squatter = await Applicant.register(world, "tom", licence, "冒名店");
    await admit(squatter);
    const real = await Applicant.register(world, "li.na", licence, "真持照人二");
    await real.addAll();
    const { id } = await real.submit();
    await real.review(id);
    const failed = (await real.checks(id)).filter(({ result }) => result === "FAILED");
    const despite = failed.map(({ code }) => ({ check: code, reason: "持照人已携执照原件到场核验。" }));
    const input = { applicationId: id, reason: REASONS, despite };
    const held = await real.refused("he.inspect", "approveProviderApplication", input);
    expect(held).toMatchObject({ code: "ALREADY_EXISTS", existingId: squatter.id });

    const owner = await real.owner();
    const open = { providerId: real.id, reason: "该统一社会信用代码属于本公司，附营业执照原件。" };
    const { contest } = await owner.do("contestLicence", open, CONTEST);
    expect(contest).toMatchObject({ status: "OPEN", holder: { id: squatter.id } });
    expect((await owner.tryTo("contestLicence", open)).extensions.code).toBe("ALREADY_EXISTS");
    expect(await squatter.status()).toBe("ACTIVE");

    const decide = { contestId: contest.id, upheld: true, reason: REASONS };
    // Strangers and those concerned decide nothing, and nobody is condemned unheard.
    expect(
      (await owner.tryTo("answerLicenceContest", { contestId: contest.id, text: "这是我方的执照，请核对。" }))
        .extensions.code,
    ).toBe("NOT_FOUND");
    const unheard = await (await world.as("he.inspect")).tryTo("decideLicenceContest", decide);
    expect(unheard.extensions).toMatchObject({ code: "NOT_YET", availableAt: contest.answerUntil });
    // Its holder is reminded a day before its time is over, once.
    const reminders = async (hours: number): Promise<number> => {
      await world.later(hours);
      const { inbox } = await (await world.as("tom")).ok("{ inbox { notices(first: 20) { nodes { type text } } } }");
      return inbox.notices.nodes.filter(({ type }: { type: string }) => type === "LICENCE_ANSWER_NEAR").length;
    };
    expect([await reminders(6 * 24 - 1), await reminders(2), await reminders(2)]).toEqual([0, 1, 1]);
    const inspector = await world.as("he.inspect");
    const squatting = await world.as("tom");
    await squatting.do(
      "answerLicenceContest",
      { contestId: contest.id, text: "执照是我公司的，请以登记为准。" },
      CONTEST,
    );

    const outcomes = await Promise.allSettled([1, 2].map(() => inspector.do("decideLicenceContest", decide, CONTEST)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await squatter.status()).toBe("SUSPENDED");
    // Nor is it shown to the public as the licence of whoever lost it.
    expect(await squatter.look("licenceNo")).toEqual({ licenceNo: "•".repeat(licence.length) });
    expect(await squatter.look("licenceNo", "tom")).toEqual({ licenceNo: licence });
    await real.approve(id, { despite });
    expect(await real.status()).toBe("ACTIVE");

    await squatter.add("LICENCE");
    const again = await squatter.submit();
    await squatter.review(again.id);
    const found = (await squatter.checks(again.id)).find(({ code }) => code === "LICENCE_REGISTERED");
    expect(found).toMatchObject({ result: "FAILED", note: expect.stringContaining("another provider's licence") });
    const refused = await squatter.refused("he.inspect", "approveProviderApplication", {
      applicationId: again.id,
      reason: REASONS,
      despite: (await squatter.checks(again.id)).flatMap(({ code, result }) =>
        result === "FAILED" ? { check: code, reason: "没有其他材料可供审核人员核验。" } : [],
      ),
    });
    expect(refused).toMatchObject({ code: "ALREADY_EXISTS", existingId: real.id });
    expect(await squatter.status()).toBe("SUSPENDED");
    const improved = { applicationId: again.id, kinds: ["LICENCE"], text: "请提交贵公司自己的营业执照。" };
    await (await world.as("he.inspect")).do("requestApplicationChanges", improved, "{ application { status } }");
    const own = await showsItsOwn(squatter, 74);
    expect(await squatter.status()).toBe("ACTIVE");
    expect(await squatter.look("licenceNo")).toEqual({ licenceNo: own });
    const { data } = (await world.db.findOne(
      LoggedEvent,
      { streamId: squatter.id, type: "APPLICATION_APPROVED" },
      "ORDER BY seq DESC",
    )) ?? { data: {} };
    expect(data).toMatchObject({ before: licence, after: own });
    // What it gave up is no longer its own to contest.
    expect((await squatting.tryTo("contestLicence", { ...open, providerId: squatter.id })).extensions.code).toBe(
      "NOT_IN_THIS_STATE",
    );
  });

  further("who lost a licence and shows one of its own does not stand in the way of whose it is", async () => {
    const licence = creditCode(75);
    const squatter = await Applicant.register(world, "tom", licence, "冒名店二");
    await admit(squatter);
    const real = await Applicant.register(world, "li.na", licence, "真持照人三");
    const reason = "该统一社会信用代码属于本公司，附营业执照原件。";
    const { contest } = await (await real.owner()).do("contestLicence", { providerId: real.id, reason }, CONTEST);
    const text = "系登记时误填，请核对我公司自己的执照。";
    await (await squatter.owner()).do("answerLicenceContest", { contestId: contest.id, text }, CONTEST);
    const decide = { contestId: contest.id, upheld: true, reason: REASONS };
    await (await world.as("he.inspect")).do("decideLicenceContest", decide, CONTEST);

    await showsItsOwn(squatter, 76);
    expect(await squatter.status()).toBe("ACTIVE");
    const checks = ["LICENCE_NOT_ELSEWHERE", "ACCOUNT_NOT_ELSEWHERE"];
    await admit(real, { despite: checks.map((check) => ({ check, reason: "冒名店曾提交同一号码，异议已成立。" })) });
    expect(await real.status()).toBe("ACTIVE");
    expect(await real.look("licenceNo")).toEqual({ licenceNo: licence });
  });

  further("who shows another licence during the contest keeps it when the contest is upheld", async () => {
    const licence = creditCode(77);
    const holder = await Applicant.register(world, "tom", licence, "误填号码店");
    await admit(holder);
    const real = await Applicant.register(world, "li.na", licence, "真持照人四");
    const reason = "该统一社会信用代码属于本公司，附营业执照原件。";
    const { contest } = await (await real.owner()).do("contestLicence", { providerId: real.id, reason }, CONTEST);
    const text = "系登记时误填，请核对我公司自己的执照。";
    await (await holder.owner()).do("answerLicenceContest", { contestId: contest.id, text }, CONTEST);
    await showsItsOwn(holder, 78, { despite: [{ check: "LICENCE_REGISTERED", reason: "登记时误填，已核对原件。" }] });
    const decide = { contestId: contest.id, upheld: true, reason: REASONS };
    await (await world.as("he.inspect")).do("decideLicenceContest", decide, CONTEST);
    expect(await holder.status()).toBe("ACTIVE");
  });

  further(
    "a contest that was dismissed is not begun again the next day, nor in another name by the same person",
    async () => {
      const licence = creditCode(79);
      const holder = await Applicant.register(world, "tom", licence, "正当持照人");
      await admit(holder);
      const rivals = [
        await Applicant.register(world, "li.na", licence, "同号店"),
        await Applicant.register(world, "li.na", licence, "同号分店"),
      ];
      const owner = await world.as("li.na");
      const reason = "该统一社会信用代码属于本公司，附营业执照原件。";
      const contestBy = ({ id }: Applicant) => ({ providerId: id, reason });
      const [first, second] = rivals.map(contestBy);
      const { contest } = await owner.do("contestLicence", first ?? {}, CONTEST);
      const decide = { contestId: contest.id, upheld: false, reason: "登记信息与现持照人一致，异议不成立。" };
      await (await world.as("he.inspect")).do("decideLicenceContest", decide, CONTEST);
      for (const again of [first, second])
        expect((await owner.tryTo("contestLicence", again ?? {})).extensions).toMatchObject({
          code: "NOT_YET",
          reason: "licenceContest.dismissed",
          availableAt: expect.any(String),
        });
      // The time that they were told stays, whatever the house rule says for those who come later.
      await world.db.transact(async (tx) => {
        const value = (days: number, from: number) => ({
          ...{ id: newId(PolicyValue), code: "licenceContest.again", value: { days } },
          ...{ effectiveFrom: tx.now + from, changeId: null },
        });
        tx.insert(PolicyValue, value(60, DAY), value(30, 30 * DAY));
        HouseRules.forget(tx);
      });
      await world.later(30 * 24);
      const { contest: later } = await (await world.as("li.na")).do("contestLicence", first ?? {}, CONTEST);
      await (await world.as("he.inspect")).do("decideLicenceContest", { ...decide, contestId: later.id }, CONTEST);
      await world.later(30 * 24);
    },
  );

  further(
    "one person contests one licence at a time, and another's no sooner, however many numbers they name",
    async () => {
      const [one, two] = [creditCode(81), creditCode(82)];
      for (const [licence, name] of [
        [one, "持照人甲"],
        [two, "持照人乙"],
      ] as const)
        await admit(await Applicant.register(world, "tom", licence, name));
      const rivals = [
        await Applicant.register(world, "zhao.staff", one, "甲的同号店"),
        await Applicant.register(world, "zhao.staff", two, "乙的同号店"),
      ];
      const owner = await world.as("zhao.staff");
      const reason = "该统一社会信用代码属于本公司，附营业执照原件。";
      const [first, second] = rivals.map(({ id }) => ({ providerId: id, reason }));
      const { contest } = await owner.do("contestLicence", first ?? {}, CONTEST);
      expect((await owner.tryTo("contestLicence", second ?? {})).extensions).toMatchObject({
        code: "ALREADY_EXISTS",
        reason: "licenceContest.open",
        existingId: contest.id,
      });
      const decide = { contestId: contest.id, upheld: false, reason: "登记信息与现持照人一致，异议不成立。" };
      await (await world.as("he.inspect")).do("decideLicenceContest", decide, CONTEST);
      expect((await owner.tryTo("contestLicence", second ?? {})).extensions).toMatchObject({
        code: "NOT_YET",
        reason: "licenceContest.dismissed",
      });
      await world.later(30 * 24);
      // Of two at once one is brought.
      const again = await world.as("zhao.staff");
      const both = await Promise.all(
        [first, second].map((input) =>
          again.gql(`mutation ($input: ContestLicenceInput!) { contestLicence(input: $input) ${CONTEST} }`, {
            input: { ...input },
          }),
        ),
      );
      expect(both.map(({ errors }) => errors?.[0]?.extensions.code ?? "DONE").sort()).toEqual([
        "ALREADY_EXISTS",
        "DONE",
      ]);
      const { id } = both.flatMap(({ data }) => data?.contestLicence?.contest ?? [])[0];
      await (await world.as("he.inspect")).do("decideLicenceContest", { ...decide, contestId: id }, CONTEST);
      await world.later(30 * 24);
    },
  );

  test("whose licence an impostor was terminated with contests it, shows its papers, and is admitted once it is decided", async () => {
    const licence = creditCode(80);
    const squatter = await Applicant.register(world, "tom", licence, "冒名作恶店");
    await admit(squatter);
    await world.db.transact(async (tx) => {
      const provider = await tx.lock(Provider, squatter.id);
      if (provider) setProviderStatus(tx, provider, "TERMINATED");
    });

    const real = await Applicant.register(world, "li.na", licence, "真持照人五");
    await real.addAll();
    const owner = await real.owner();
    const barred = { code: "PROVIDER_RESTRICTED", reason: "provider.licenceTerminated" };
    const submit = { providerId: real.id };
    expect((await owner.tryTo("submitProviderApplication", submit)).extensions).toMatchObject(barred);
    const reason = "该统一社会信用代码属于本公司，冒名者已被平台解除合作。";
    const { contest } = await owner.do("contestLicence", { providerId: real.id, reason }, CONTEST);
    // The inspector who decides sees its papers, and admits nobody with it before that.
    const { id } = await real.submit();
    await real.review(id);
    const failed = (await real.checks(id)).filter(({ result }) => result === "FAILED");
    const despite = failed.map(({ code }) => ({ check: code, reason: "已核对执照原件，系他人冒用。" }));
    const approve = { applicationId: id, reason: REASONS, despite };
    expect(await real.refused("he.inspect", "approveProviderApplication", approve)).toMatchObject(barred);
    await world.later(8 * 24);
    const decide = { contestId: contest.id, upheld: true, reason: REASONS };
    await (await world.as("he.inspect")).do("decideLicenceContest", decide, CONTEST);
    await real.approve(id, { despite });
    expect(await real.status()).toBe("ACTIVE");
    expect(await squatter.status()).toBe("TERMINATED");
  });

  further("a licence that nobody was admitted with cannot be contested", async () => {
    const alone = await Applicant.register(world, "li.na", creditCode(73), "独此一家");
    const refused = await (
      await alone.owner()
    ).tryTo("contestLicence", { providerId: alone.id, reason: "想看看有没有别人在用。" });
    expect(refused.extensions.code).toBe("NOT_IN_THIS_STATE");
  });
});
