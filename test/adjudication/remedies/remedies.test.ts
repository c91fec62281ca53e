import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { Evidence } from "../../../src/case/evidence/evidence.entity";
import { owedToConsumers } from "../../../src/adjudication/deposit/owed.queries";
import { checkRemedy } from "../../../src/adjudication/remedies/check-remedy";
import { contestRemedy } from "../../../src/adjudication/remedies/contest-remedy";
import { payIn, payOut } from "../payments/paid-in";
import { newId } from "../../../src/platform/ids";
import { closeUnremedied } from "../../../src/adjudication/remedies/close-unremedied";
import { confirmRemedy } from "../../../src/adjudication/remedies/confirm-remedy";
import { fileRemedyProof } from "../../../src/adjudication/remedies/file-remedy-proof";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { waiveRemedy } from "../../../src/adjudication/remedies/waive-remedy";
import { issueRuling } from "../../../src/adjudication/decisions/issue-ruling";
import { Court, DAY, refused } from "../rulings/court";
import { forEachDatabase } from "../../support/databases";
import { changeKept } from "../../support/past-triggers";

forEachDatabase((kind, further) => {
  let court: Court;
  let complaintId: string;
  let first: string;
  let second: string;

  /** A final ruling with two remedies. */
  beforeEach(async () => {
    court = await Court.open(kind);
    const brought = await court.caseUnderReview();
    complaintId = brought.complaintId;
    const ruleVersionId = await court.rule("GIFT-1");
    await court.run(issueRuling, "chen.mod", {
      complaintId,
      leaseToken: brought.leaseToken,
      outcome: "UPHELD",
      facts: "f",
      reasoning: "r",
      publicText: "p",
      rootCause: "OTHER",
      adverseInferences: [],
      penalties: [],
      findings: brought.breachIds.map((breachId) => ({
        breachId,
        result: "BROKEN" as const,
        ruleVersionId,
        reasoning: "r",
      })),
      remedies: [
        { kind: "REPERFORM", insteadAmount: 5_000, text: "Posters.", withinDays: 2 },
        { kind: "APOLOGY", insteadAmount: 5_000, text: "Sorry.", withinDays: 7 },
      ],
    });
    await court.later(15);
    [first = "", second = ""] = (await court.db.find(Remedy, { complaintId }, "ORDER BY id")).map(({ id }) => id);
  });
  afterEach(() => court[Symbol.asyncDispose]());

  const prove = (remedyId: string, login = "wang.owner") =>
    court.run(fileRemedyProof, login, {
      complaintId,
      remedyId,
      text: "Sent.",
      evidenceIds: [],
      refundChannel: "BANK",
    });
  const confirm = (remedyId: string) => court.run(confirmRemedy, "li.na", { complaintId, remedyId });
  const waive = (remedyId: string) => court.run(waiveRemedy, "li.na", { complaintId, remedyId });

  test("proved and confirmed, the last one closes the case in the same moment", async () => {
    await prove(first);
    await confirm(first);
    expect(await court.complaint(complaintId)).toMatchObject({ status: "ENFORCING" });
    await waive(second);
    expect(await court.complaint(complaintId)).toMatchObject({
      status: "CLOSED",
      closureReason: "REMEDIED",
      dueAt: null,
    });
    expect((await court.events(complaintId)).slice(-4)).toEqual([
      "REMEDY_PROOF_FILED",
      "REMEDY_CONFIRMED",
      "REMEDY_WAIVED",
      "COMPLAINT_REMEDIED",
    ]);
  });

  const contest = (remedyId: string, login = "li.na") =>
    court.run(contestRemedy, login, { complaintId, remedyId, reason: "Nothing came." });
  const check = (remedyId: string, performed: boolean, login = "chen.mod") =>
    court.run(checkRemedy, login, { complaintId, remedyId, performed, reason: "The photographs show it." });
  const remedies = () => court.db.find(Remedy, { complaintId }, "ORDER BY id");
  const clocks = async () =>
    (await court.db.find(CaseTimer, { complaintId }, "ORDER BY clock")).map(({ clock }) => clock);
  const status = async () => {
    const { status, closureReason } = await court.complaint(complaintId);
    return closureReason ?? status;
  };
  /** A piece of the provider's evidence. */
  async function piece(): Promise<string> {
    const { accountId } = await court.as("wang.owner");
    const id = newId(Evidence);
    await court.db.transact(async (tx) =>
      tx.insert(Evidence, {
        ...{
          id,
          complaintId,
          submittedById: accountId,
          side: "PROVIDER",
          kind: "DELIVERY_PROOF",
          title: "Photographs",
          description: "",
        },
        ...{
          visibility: "PARTIES",
          status: "STORED",
          fileName: "a.jpg",
          declaredType: "image/jpeg",
          mediaType: "image/jpeg",
        },
        ...{ size: 1, sha256: "0".repeat(64), late: false, createdAt: tx.now },
      }),
    );
    return id;
  }
  const proveByEvidence = async (remedyId: string) =>
    court.run(fileRemedyProof, "wang.owner", {
      ...{ complaintId, remedyId, text: "Sent.", evidenceIds: [await piece()], refundChannel: "BANK" as const },
    });

  test("once all are proved the consumer has seven days; silence proves nothing, and the provider has 48 hours for evidence", async () => {
    await prove(first);
    expect(await court.complaint(complaintId)).toMatchObject({ dueAt: court.clock.at + 7 * DAY });
    court.clock.at += DAY;
    await prove(second);
    expect(await court.complaint(complaintId)).toMatchObject({ dueAt: court.clock.at + 7 * DAY });
    await court.later(7);
    expect(await status()).toBe("ENFORCING");
    expect(await clocks()).toEqual(["REMEDY_DUE"]);
    expect(await court.complaint(complaintId)).toMatchObject({ dueAt: court.clock.at + 2 * DAY });
    await expect(prove(first)).rejects.toEqual(refused("BAD_USER_INPUT", "remedy.verifiableNeeded"));
    await proveByEvidence(first);
    expect(await clocks()).toEqual(["REMEDY_CHECK", "REMEDY_DUE"]);
    await court.later(2);
    expect((await remedies()).map(({ defaultedAt }) => defaultedAt)).toEqual([null, court.clock.at]);
    await check(first, true);
    expect((await remedies()).map(({ isDone }) => isDone)).toEqual([true, false]);
    expect(await status()).toBe("ENFORCING");
  });

  further(
    "a proof that was contested in time is worth nothing without evidence, and what the remedy is worth is owed",
    async () => {
      await prove(first);
      await prove(second);
      await court.later(6);
      await contest(first);
      expect(await clocks()).toEqual(["REMEDY_DUE"]);
      await expect(contest(first)).rejects.toEqual(refused("NOT_IN_THIS_STATE", "remedy.notProved"));
      await court.later(2);
      expect((await court.events(complaintId)).at(-1)).toBe("REMEDY_DEFAULTED");
      expect(await owedToConsumers(court.db, (await court.complaint(complaintId)).providerId)).toMatchObject([
        { remedyId: first, amount: 5_000 },
      ]);
    },
  );

  further("evidence is checked by a moderator: true, the case ends; false, it is in default", async () => {
    await proveByEvidence(first);
    await proveByEvidence(second);
    await expect(check(first, true)).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.REMEDY_TO_CHECK.required"));
    await contest(first);
    expect(await clocks()).toEqual(["REMEDY_CHECK", "REMEDY_OBJECTION"]);
    await expect(check(second, true)).rejects.toEqual(refused("NOT_IN_THIS_STATE", "remedy.notUnderCheck"));
    await expect(contest(first)).rejects.toEqual(refused("NOT_IN_THIS_STATE", "remedy.underCheck"));
    await expect(check(first, true, "wang.owner")).rejects.toEqual(refused("FORBIDDEN"));
    await court.later(7);
    expect((await court.events(complaintId)).slice(-2)).toEqual(["REMEDY_CHECK_LATE", "REMEDY_UNANSWERED"]);
    await check(first, true);
    await check(second, false);
    expect((await court.events(complaintId)).slice(-2)).toEqual(["REMEDY_REFUTED", "REMEDY_DEFAULTED"]);
    await proveByEvidence(second);
    await check(second, true);
    expect(await status()).toBe("REMEDIED");
  });

  further("in default, evidence that is filed again and again holds up no money", async () => {
    await proveByEvidence(first);
    await waive(second);
    await contest(first);
    await check(first, false);
    await proveByEvidence(first);
    const { providerId } = await court.complaint(complaintId);
    expect(await owedToConsumers(court.db, providerId)).toMatchObject([{ amount: 5_000 }]);
    await payIn(court, providerId, 5_000);
    expect(await clocks()).toEqual(["UNREMEDIED"]);
    await expect(check(first, true)).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.REMEDY_TO_CHECK.required"));
    await payOut(court);
    expect(await status()).toBe("REMEDIED");
  });

  further("at the last moment the consumer can contest, after the clock no more, swept or not", async () => {
    await prove(first);
    await prove(second);
    court.clock.at += 7 * DAY - 1;
    await contest(first);
    await proveByEvidence(first);
    court.clock.at += 7 * DAY;
    await expect(contest(second)).rejects.toEqual(refused("TOO_LATE", "deadlinePassed"));
  });

  test("somebody else's evidence, or the consumer's, proves nothing", async () => {
    const file = (evidenceIds: string[]) =>
      court.run(fileRemedyProof, "wang.owner", {
        complaintId,
        remedyId: first,
        text: "Sent.",
        evidenceIds,
        refundChannel: "BANK",
      });
    await expect(file(["evd_01kb0000000000000000000000"])).rejects.toEqual(refused("NOT_FOUND"));
    const id = await piece();
    await changeKept(court.db, "evidence", "UPDATE evidence SET side = 'CONSUMER' WHERE id = ?", [id]);
    await expect(file([id])).rejects.toEqual(refused("NOT_FOUND"));
  });

  further("waiving what is unproved leaves the rest to be confirmed in time", async () => {
    await prove(first);
    await waive(second);
    expect(await clocks()).toEqual(["REMEDY_OBJECTION"]);
    await confirm(first);
    expect(await status()).toBe("REMEDIED");
  });

  further(
    "unproved at the last due date is in default; a lead may then close, or the provider still perform",
    async () => {
      await expect(
        court.run(closeUnremedied, "zhou.lead", { complaintId, reason: "Nothing left to take." }),
      ).rejects.toEqual(refused("NOT_IN_THIS_STATE"));
      await prove(first);
      await court.later(7);
      expect(
        (await court.db.find(Remedy, { complaintId }, "ORDER BY id")).map(({ defaultedAt }) => defaultedAt),
      ).toEqual([null, court.clock.at]);
      expect((await court.events(complaintId)).at(-1)).toBe("REMEDY_DEFAULTED");
      await expect(
        court.run(closeUnremedied, "chen.mod", { complaintId, reason: "Nothing left to take." }),
      ).rejects.toEqual(refused("FORBIDDEN"));
      await prove(second);
      await confirm(first);
      await court.run(closeUnremedied, "zhou.lead", { complaintId, reason: "Nothing left to take." });
      expect(await court.complaint(complaintId)).toMatchObject({ status: "CLOSED", closureReason: "UNREMEDIED" });
    },
  );

  further("each step belongs to its side, its state and its case", async () => {
    await expect(prove(first, "li.na")).rejects.toEqual(refused("FORBIDDEN"));
    await expect(prove(first, "tom")).rejects.toEqual(refused("NOT_FOUND"));
    await expect(prove("rmd_01kb0000000000000000000000")).rejects.toEqual(refused("NOT_FOUND"));
    await prove(first);
    await expect(prove(first)).rejects.toEqual(refused("NOT_IN_THIS_STATE", "remedy.alreadyProved"));
    await expect(confirm(second)).rejects.toEqual(refused("NOT_IN_THIS_STATE", "remedy.notProved"));
    await confirm(first);
    await expect(waive(first)).rejects.toEqual(refused("NOT_IN_THIS_STATE", "remedy.alreadyDone"));
  });

  test("two confirmations at once confirm once", async () => {
    await prove(first);
    const results = await Promise.allSettled([confirm(first), confirm(first)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
