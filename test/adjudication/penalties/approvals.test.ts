import { appealRuling } from "../../../src/adjudication/decisions/appeal-ruling";
import { createAccount } from "../../../src/accounts/account/create-account";
import { recuse } from "../../../src/case/desk/recuse";
import { restrictionsOf } from "../../../src/market/listings/restrictions";
import { approvePenalty } from "../../../src/adjudication/penalties/approve-penalty";
import { declinePenalty } from "../../../src/adjudication/penalties/decline-penalty";
import { PenaltyApproval } from "../../../src/adjudication/penalties/penalty-approval.entity";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { submitHearingStatement } from "../../../src/adjudication/penalties/submit-hearing-statement";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { DAY, refused } from "../rulings/court";
import { forEachDatabase } from "../../support/databases";
import { Dock } from "./dock";

forEachDatabase((kind, further) => {
  let dock: Dock;
  beforeEach(async () => {
    dock = await Dock.open(kind, 2);
    for (const login of ["second.lead", "third.lead"])
      await dock.court.db.transact((tx) =>
        createAccount(tx, { login, displayName: login, roles: ["LEAD_MODERATOR"], locale: "en" }),
      );
  });
  afterEach(() => dock[Symbol.asyncDispose]());

  /** Critical rulings that zhou.lead approved, as chen.mod's are: 24 points with the first, more with the second. */
  async function critical(...indices: number[]): Promise<void> {
    for (const index of indices) {
      await dock.rule(index, { levels: ["L4", "L1"] });
      await dock.makeFinal(index);
    }
  }
  const waiting = async (penaltyKind: Penalty["kind"]): Promise<Penalty> => {
    const [penalty] = await dock.court.db.find(Penalty, { kind: penaltyKind, cause: "THRESHOLD" });
    if (!penalty) throw new Error(`no ${penaltyKind} was called for`);
    return penalty;
  };
  const approve = (login: string, { id }: Penalty) => dock.court.run(approvePenalty, login, { penaltyId: id });
  const decline = (login: string, { id }: Penalty) =>
    dock.court.run(declinePenalty, login, { penaltyId: id, reason: "Out of all proportion." });
  const barred = async () => (await restrictionsOf(dock.court.db, dock.providerId, dock.now)).by;

  further("a suspension by points has no effect until a lead agrees who had no part in the ruling", async () => {
    await critical(0);
    const suspension = await waiting("SUSPENSION");
    expect(suspension).toMatchObject({ status: "AWAITING_APPROVAL", threshold: 24, startsAt: null });
    await dock.days(5);
    expect(await barred()).toBeNull();
    for (const login of ["chen.mod", "zhou.lead"])
      await expect(approve(login, suspension)).rejects.toEqual(
        refused("SECOND_APPROVER_REQUIRED", "penalty.ownRuling"),
      );
    await approve("second.lead", suspension);
    expect(await waiting("SUSPENSION")).toMatchObject({
      status: "ACTIVE",
      startsAt: dock.now,
      endsAt: dock.now + 90 * DAY,
    });
    expect(await barred()).toBe("SUSPENSION");
    await expect(approve("third.lead", suspension)).rejects.toEqual(refused("NOT_IN_THIS_STATE"));
    await dock.days(90);
    expect(await barred()).toBeNull();
  });

  further(
    "nobody agrees to, or declines, a penalty in a case in which they declared a conflict of interest",
    async () => {
      await critical(0);
      const suspension = await waiting("SUSPENSION");
      await dock.court.run(recuse, "second.lead", { complaintId: dock.case(0), reason: "The owner is my cousin." });
      for (const say of [approve, decline])
        await expect(say("second.lead", suspension)).rejects.toEqual(
          refused("CONFLICT_OF_INTEREST", "recused.DECLARED"),
        );
      await approve("third.lead", suspension);
    },
  );

  further("whoever agrees to one judges no appeal against its ruling: none is possible any more", async () => {
    await critical(0);
    await approve("second.lead", await waiting("SUSPENSION"));
    const ruling = await dock.court.db.findOne(Ruling, { complaintId: dock.case(0) });
    expect(ruling?.finalAt).toEqual(expect.any(Number));
    await expect(
      dock.court.run(appealRuling, "wang.owner", { complaintId: dock.case(0), ground: "BIAS", text: "Unfair." }),
    ).rejects.toEqual(refused("NOT_IN_THIS_STATE"));
  });

  further("one that a lead declines never acts, and is not called for again", async () => {
    await critical(0);
    const suspension = await waiting("SUSPENSION");
    await expect(decline("zhou.lead", suspension)).rejects.toEqual(refused("SECOND_APPROVER_REQUIRED"));
    await decline("second.lead", suspension);
    await dock.rule(1, { levels: ["L1", "L1"] });
    await dock.makeFinal(1);
    expect(await dock.court.db.find(Penalty, { kind: "SUSPENSION" })).toMatchObject([{ status: "DECLINED" }]);
    expect(await barred()).toBeNull();
  });

  further("a termination takes a hearing and two leads", async () => {
    await critical(0, 1);
    const termination = await waiting("TERMINATION");
    const hearingUntil = dock.now + 7 * DAY;
    expect(termination).toMatchObject({ status: "AWAITING_APPROVAL", threshold: 36, hearingUntil });
    const penaltyId = termination.id;
    const text = "We have hired a second designer.";
    await expect(approve("second.lead", termination)).rejects.toMatchObject({
      code: "NOT_YET",
      details: { reason: "penalty.hearing", availableAt: hearingUntil },
    });
    await expect(dock.court.run(submitHearingStatement, "tom", { penaltyId, text })).rejects.toEqual(
      refused("NOT_FOUND"),
    );
    await dock.court.run(submitHearingStatement, "wang.owner", { penaltyId, text });
    await expect(dock.court.run(submitHearingStatement, "wang.owner", { penaltyId, text })).rejects.toEqual(
      refused("NOT_IN_THIS_STATE", "penalty.heard"),
    );
    await dock.days(7);
    await approve("second.lead", termination);
    expect(await barred()).toBeNull();
    await expect(approve("second.lead", termination)).rejects.toEqual(
      refused("SECOND_APPROVER_REQUIRED", "penalty.approvedByYou"),
    );
    await approve("third.lead", termination);
    expect(await waiting("TERMINATION")).toMatchObject({ status: "ACTIVE", startsAt: dock.now, endsAt: null });
    expect(await barred()).toBe("TERMINATION");
  });

  test("whoever has agreed may still decline, and then it never acts", async () => {
    await critical(0, 1);
    const termination = await waiting("TERMINATION");
    await dock.days(7);
    await approve("second.lead", termination);
    await decline("second.lead", termination);
    expect(await waiting("TERMINATION")).toMatchObject({ status: "DECLINED" });
    expect(await dock.court.db.find(PenaltyApproval, { penaltyId: termination.id })).toMatchObject([
      { decision: "DECLINED", note: "Out of all proportion." },
    ]);
    await expect(approve("third.lead", termination)).rejects.toEqual(
      refused("NOT_IN_THIS_STATE", "penalty.notAwaitingApproval"),
    );
    expect(await barred()).toBeNull();
  });

  further("after the hearing nothing can be added", async () => {
    await critical(0, 1);
    const { id: penaltyId } = await waiting("TERMINATION");
    await dock.days(7);
    await expect(dock.court.run(submitHearingStatement, "wang.owner", { penaltyId, text: "Wait!" })).rejects.toEqual(
      refused("TOO_LATE", "penalty.hearingOver"),
    );
  });

  test("a suspension gives way to a termination, and is back with its own dates when that is reversed", async () => {
    await critical(0);
    const suspension = await waiting("SUSPENSION");
    await approve("second.lead", suspension);
    const { startsAt, endsAt } = await waiting("SUSPENSION");
    await critical(1);
    await dock.days(7);
    const termination = await waiting("TERMINATION");
    for (const login of ["second.lead", "third.lead"]) await approve(login, termination);
    expect(await waiting("SUSPENSION")).toMatchObject({ status: "SUPERSEDED", supersededById: termination.id });
    await dock.reverse(1);
    expect(await waiting("SUSPENSION")).toMatchObject({ status: "ACTIVE", supersededById: null, startsAt, endsAt });
    expect(await barred()).toBe("SUSPENSION");
    const told = (await dock.court.events(dock.providerId)).filter((type) => /SUPERSEDED|RESTORED|REVERSED/.test(type));
    expect(told).toEqual(["PENALTY_SUPERSEDED", "PENALTY_REVERSED", "PENALTY_RESTORED"]);
  });

  test("of two leads at once both count, and the measure begins once", async () => {
    await critical(0, 1);
    await dock.days(7);
    const termination = await waiting("TERMINATION");
    await Promise.all([approve("second.lead", termination), approve("third.lead", termination)]);
    expect(await waiting("TERMINATION")).toMatchObject({ status: "ACTIVE" });
  });
});
