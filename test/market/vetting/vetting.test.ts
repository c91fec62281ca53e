import { forEachDatabase } from "../../support/databases";
import { sellWhileApprovalIsAwaited } from "../../adjudication/points/flat-rules";
import { startWorld, type World } from "../../support/world";
import { admissionStory } from "./admission-story";
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
  describe("renewal", () => renewalStory(() => world));
  describe("rights and races", () => rightsStory(() => world));
  describe("files", () => filesStory(() => world));
  describe("numbers", () => numbersStory(() => world));
});
