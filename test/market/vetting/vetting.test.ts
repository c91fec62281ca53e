import { Provider } from "../../../src/market/providers/provider.entity";
import { forEachDatabase } from "../../support/databases";
import { sellWhileApprovalIsAwaited } from "../../adjudication/points/flat-rules";
import { startWorld, type World } from "../../support/world";
import { admissionStory } from "./admission-story";
import { Applicant, creditCode } from "./applicant";
import { filesStory } from "./files-story";
import { numbersStory } from "./numbers-story";
import { renewalStory } from "./renewal-story";
import { rightsStory } from "./rights-story";

/** One world for all of it: each story has providers of its own. */
forEachDatabase((kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    await sellWhileApprovalIsAwaited(world.db);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  describe("admission", () => admissionStory(() => world));
  test("who is admitted while nobody can sign in for it sells nothing until somebody can", async () => {
    const shop = await Applicant.register(world, "li.na", creditCode(71), "静夜设计");
    await shop.addAll();
    const { id } = await shop.submit();
    await shop.review(id);
    const { accountId } = await shop.owner();
    const access = async (mutation: string) => {
      const input = { accountId, reason: "账号被盗，正在核实。" };
      await (await world.as("admin")).do(mutation, input, "{ account { status } }");
      await world.projected();
      // They sign in anew.
      world.advance(0);
    };
    const status = async () => (await world.db.findOne(Provider, { id: shop.id }))?.status;
    await access("suspendAccount");
    await shop.approve(id);
    expect(await status()).toBe("SUSPENDED");
    await access("reinstateAccount");
    expect(await status()).toBe("ACTIVE");
  });

  describe("renewal", () => renewalStory(() => world));
  describe("rights and races", () => rightsStory(() => world));
  describe("files", () => filesStory(() => world));
  describe("numbers", () => numbersStory(() => world));
});
