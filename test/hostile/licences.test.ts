import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";
import { Applicant, creditCode } from "../market/vetting/applicant";

const CONTEST = "{ contest { id status answerUntil holder { id } } }";
const REASONS = "营业执照原件与登记信息一致。";

forEachDatabase((kind) => {
  let world: World;
  beforeAll(async () => void (world = await startWorld(kind)));
  afterAll(() => world?.[Symbol.asyncDispose]());

  const admit = async (shop: Applicant): Promise<void> => {
    await shop.addAll();
    const { id } = await shop.submit();
    await shop.review(id);
    await shop.approve(id);
  };

  test("whoever registers somebody's licence first holds nothing by it", async () => {
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
    const inspector = await world.as("he.inspect");
    const unheard = await inspector.tryTo("decideLicenceContest", decide);
    expect(unheard.extensions).toMatchObject({ code: "NOT_YET", availableAt: contest.answerUntil });
    const squatting = await world.as("tom");
    await squatting.do(
      "answerLicenceContest",
      { contestId: contest.id, text: "执照是我公司的，请以登记为准。" },
      CONTEST,
    );

    const outcomes = await Promise.allSettled([1, 2].map(() => inspector.do("decideLicenceContest", decide, CONTEST)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await squatter.status()).toBe("SUSPENDED");
    await real.approve(id, { despite });
    expect(await real.status()).toBe("ACTIVE");

    // The squatter comes back with a licence of its own only.
    await squatter.add("LICENCE");
    const again = await squatter.submit();
    await squatter.review(again.id);
    const refused = await squatter.refused("he.inspect", "approveProviderApplication", {
      applicationId: again.id,
      reason: REASONS,
      despite: (await squatter.checks(again.id)).flatMap(({ code, result }) =>
        result === "FAILED" ? { check: code, reason: "没有其他材料可供审核人员核验。" } : [],
      ),
    });
    expect(refused).toMatchObject({ code: "ALREADY_EXISTS", existingId: real.id });
    expect(await squatter.status()).toBe("SUSPENDED");
  });

  test("a licence that nobody was admitted with cannot be contested", async () => {
    const alone = await Applicant.register(world, "li.na", creditCode(73), "独此一家");
    const refused = await (
      await alone.owner()
    ).tryTo("contestLicence", { providerId: alone.id, reason: "想看看有没有别人在用。" });
    expect(refused.extensions.code).toBe("NOT_IN_THIS_STATE");
  });
});
