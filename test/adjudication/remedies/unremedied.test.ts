import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { caseIn } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

forEachDatabase((kind) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const inDefault = async (): Promise<string[]> => {
    const { casesInDefault } = await (await world.as("zhou.lead")).ok(`{ casesInDefault { nodes { id } } }`);
    return casesInDefault.nodes.map(({ id }: { id: string }) => id);
  };

  test("a case in default is the leads' to find, and they are told again and again until something happens", async () => {
    const theCase = await caseIn(world, "ENFORCING");
    expect(await inDefault()).toEqual([]);
    await theCase.ring("REMEDY_DUE");
    expect(await inDefault()).toEqual([theCase.id]);
    for (let time = 1; time <= 2; time += 1) {
      await theCase.ring("UNREMEDIED");
      const told = await world.db.find(LoggedEvent, { streamId: theCase.id, type: "STILL_UNREMEDIED" });
      expect(told.map(({ audience }) => audience)).toEqual(Array.from({ length: time }, () => "STAFF"));
    }
    const [remedyId] = await theCase.remedies();
    await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 1" });
    await theCase.do("li.na", "confirmRemedy", { remedyId });
    expect(await inDefault()).toEqual([]);
    expect(await world.db.find(CaseTimer, { complaintId: theCase.id })).toEqual([]);
  });

  test("nobody but leads and auditors reads that list", async () => {
    for (const login of ["li.na", "wang.owner", "chen.mod", "admin"]) {
      const { extensions } = await (await world.as(login)).refused(`{ casesInDefault { nodes { id } } }`);
      expect([login, extensions.code]).toEqual([login, "FORBIDDEN"]);
    }
  });
});
