import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { rulings } from "../../../src/public/dossier/records/decisions";
import { APOLOGY, caseIn, type WorldCase } from "../../case/complaints/world-case";
import { submit } from "../../case/evidence/evidence-case";
import { PNG } from "../../case/evidence/samples";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => (world = await startWorld(kind)));
  afterAll(() => world[Symbol.asyncDispose]());

  const piece = async (theCase: WorldCase, login: string, visibility: string): Promise<string> =>
    submit(await world.as(login), theCase.id, PNG, { visibility, title: `${login} ${visibility}` });
  const underReview = async (theCase: WorldCase): Promise<void> => {
    for (const side of ["li.na", "wang.owner"]) await theCase.do(side, "closeEvidence");
  };
  /** The refusal of a ruling whose only finding rests on these pieces. */
  const refusal = async (theCase: WorldCase, decision: Record<string, unknown>, evidenceIds: string[]) => {
    const findings = (decision.findings as object[]).map((finding) => ({ ...finding, evidenceIds }));
    const input = { complaintId: theCase.id, ...decision, findings, leaseToken: await theCase.take() };
    return (await (await theCase.moderator).tryTo("issueRuling", input)).extensions;
  };

  test("what one side was not shown carries no finding against it, and what it was shown is named to all", async () => {
    const theCase = await caseIn(world, "EVIDENCE");
    const [secret, open, own] = [
      await piece(theCase, "li.na", "CONSUMER_SIDE"),
      await piece(theCase, "li.na", "PARTIES"),
      await piece(theCase, "wang.owner", "PROVIDER_SIDE"),
    ];
    await underReview(theCase);
    const at = (index: number): string => `input.findings.0.evidenceIds.${index}`;
    const upheld = await theCase.ruling();
    expect(await refusal(theCase, upheld, [open, secret])).toMatchObject({ code: "BAD_USER_INPUT", field: at(1) });
    expect(await refusal(theCase, await theCase.dismissal(), [own])).toMatchObject({ field: at(0) });
    expect(await refusal(theCase, upheld, [open, open])).toMatchObject({ field: at(1) });
    const elsewhere = await piece(await caseIn(world, "EVIDENCE"), "li.na", "PARTIES");
    expect(await refusal(theCase, upheld, [elsewhere])).toMatchObject({ field: at(0) });
    const late = await piece(theCase, "li.na", "PARTIES");
    expect(await refusal(theCase, upheld, [late])).toMatchObject({ field: at(0) });

    const findings = (upheld.findings as object[]).map((finding) => ({ ...finding, evidenceIds: [open, own] }));
    await (await theCase.moderator).do("issueRuling", { ...upheld, findings, leaseToken: await theCase.take() });
    const shown = async (login: string): Promise<string[]> => {
      const { ruling } = await theCase.look("ruling { findings { evidence { id } } }", await world.as(login));
      return ruling.findings[0].evidence.map(({ id }: { id: string }) => id);
    };
    expect(await shown("wang.owner")).toEqual([open, own]);
    // What speaks for it may stay hidden from the other side.
    expect(await shown("li.na")).toEqual([open]);
    // Nor does the dossier tell of it.
    const complaint = await world.db.byId(Complaint, theCase.id);
    const told = [];
    for await (const record of rulings({ db: world.db, complaint, people: { label: () => "" } } as never))
      if (record.record === "finding") told.push(record);
    expect(told).toMatchObject([{ fields: { evidenceIds: [open, own] }, guards: { evidenceIds: "PROVIDER_SIDE" } }]);
  });

  further("a presumption is refuted by reasons, and only where there is one", async () => {
    const theCase = await caseIn(world, "SETTLING", APOLOGY);
    await theCase.ring("SETTLEMENT_DUE");
    expect(await theCase.look("presumedBroken")).toMatchObject({ presumedBroken: true });
    const leaseToken = await theCase.take();
    const chen = await theCase.moderator;
    await chen.do("acceptComplaint", { complaintId: theCase.id, leaseToken });
    await underReview(theCase);
    const dismissal = { ...(await theCase.dismissal()), presumptionRebuttedBecause: null };
    const field = "input.presumptionRebuttedBecause";
    expect(await refusal(theCase, dismissal, [])).toMatchObject({ code: "BAD_USER_INPUT", field });
    const because = "服务商已出示履行和解的付款凭证。";
    expect(
      await refusal(theCase, { ...(await theCase.ruling()), presumptionRebuttedBecause: because }, []),
    ).toMatchObject({ code: "BAD_USER_INPUT", field });
    const input = { complaintId: theCase.id, ...dismissal, presumptionRebuttedBecause: because };
    await chen.do("issueRuling", { ...input, leaseToken: await theCase.take() });
    for (const reader of [await theCase.consumer, await theCase.provider]) {
      const { ruling } = await theCase.look("ruling { presumptionRebuttedBecause }", reader);
      expect(ruling).toEqual({ presumptionRebuttedBecause: because });
    }
  });

  further("a request that had to be answered is not passed over in silence", async () => {
    const theCase = await caseIn(world, "UNDER_REVIEW");
    await theCase.do("chen.mod", "requestEvidence", {
      leaseToken: await theCase.take(),
      addressedTo: "PROVIDER",
      text: "请提交本单的发货凭证原件。",
      mandatory: true,
    });
    await theCase.ring("EVIDENCE_REQUEST");
    const silent = { ...(await theCase.ruling()), adverseInferences: [] };
    expect(await refusal(theCase, silent, [])).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.adverseInferences",
    });
    await (
      await theCase.moderator
    ).do("issueRuling", { ...(await theCase.ruling()), leaseToken: await theCase.take() });
  });
});
