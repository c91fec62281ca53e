import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { caseIn } from "../../case/complaints/world-case";
import { receive, RETURN_REMEDY, ship } from "../../case/returns/return-cases";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

forEachDatabase((kind, further) => {
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

  const close = { reason: "服务商长期不履行，已无法再取得任何履行。" };
  const part = (amount: number) => ({ kind: "REFUND_PART", amount, text: "退还部分款项", withinDays: 1 });
  const APOLOGY = { kind: "APOLOGY", text: "书面道歉", withinDays: 1, insteadAmount: 5_000 };

  further("it is not given up while goods are on their way back: the refund for them would be lost", async () => {
    const theCase = await caseIn(world, "ENFORCING", { ruling: { remedies: [RETURN_REMEDY, APOLOGY] } });
    await ship(theCase);
    await theCase.ring("REMEDY_DUE");
    const refused = await (await world.as("zhou.lead")).tryTo("closeUnremedied", { complaintId: theCase.id, ...close });
    expect(refused.extensions).toMatchObject({ code: "NOT_IN_THIS_STATE", reason: "guard.REMEDY_RUNNING.forbidden" });
    await receive(theCase, "INTACT");
    await theCase.ring("REMEDY_DUE");
    await theCase.do("zhou.lead", "closeUnremedied", close);
    const { provider } = await theCase.look(
      "provider { deposit { owedToConsumers { amount } } }",
      await theCase.provider,
    );
    // The whole price, and nothing for the apology beside it.
    expect(provider.deposit.owedToConsumers).toEqual([{ amount: 199_900 }]);
  });

  further(
    "what is only said to be done beside what is in default is answered, or proved verifiably, before it is given up",
    async () => {
      const theCase = await caseIn(world, "ENFORCING", { ruling: { remedies: [part(10_000), part(20_000)] } });
      const [remedyId] = await theCase.remedies();
      await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 1" });
      await theCase.ring("REMEDY_DUE");
      const refused = await (
        await world.as("zhou.lead")
      ).tryTo("closeUnremedied", { complaintId: theCase.id, ...close });
      expect(refused.extensions).toMatchObject({ reason: "guard.REMEDY_RUNNING.forbidden" });
      await theCase.ring("REMEDY_OBJECTION");
      await theCase.ring("REMEDY_DUE");
      const remedies = await world.db.find(Remedy, { complaintId: theCase.id }, "ORDER BY id");
      expect(remedies.map(({ defaultedAt }) => defaultedAt)).toEqual([expect.any(Number), expect.any(Number)]);
      await theCase.do("zhou.lead", "closeUnremedied", close);
    },
  );

  further("nobody but leads and auditors reads that list", async () => {
    for (const login of ["li.na", "wang.owner", "chen.mod", "admin"]) {
      const { extensions } = await (await world.as(login)).refused(`{ casesInDefault { nodes { id } } }`);
      expect([login, extensions.code]).toEqual([login, "FORBIDDEN"]);
    }
  });
});
