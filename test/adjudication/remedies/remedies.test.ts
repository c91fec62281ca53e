import { closeUnremedied } from "../../../src/adjudication/remedies/close-unremedied";
import { confirmRemedy } from "../../../src/adjudication/remedies/confirm-remedy";
import { fileRemedyProof } from "../../../src/adjudication/remedies/file-remedy-proof";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { waiveRemedy } from "../../../src/adjudication/remedies/waive-remedy";
import { issueRuling } from "../../../src/adjudication/decisions/issue-ruling";
import { Court, DAY, refused } from "../rulings/court";
import { forEachDatabase } from "../../support/databases";

forEachDatabase((kind) => {
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
        { kind: "REPERFORM", text: "Posters.", withinDays: 2 },
        { kind: "APOLOGY", text: "Sorry.", withinDays: 7 },
      ],
    });
    await court.later(15);
    [first = "", second = ""] = (await court.db.find(Remedy, { complaintId }, "ORDER BY id")).map(({ id }) => id);
  });
  afterEach(() => court[Symbol.asyncDispose]());

  const prove = (remedyId: string, login = "wang.owner") =>
    court.run(fileRemedyProof, login, { complaintId, remedyId, proof: "Sent." });
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

  test("once all are proved the consumer has seven days, and silence closes the case", async () => {
    await prove(first);
    expect(await court.complaint(complaintId)).toMatchObject({ dueAt: court.clock.at + 7 * DAY });
    court.clock.at += DAY;
    await prove(second);
    expect(await court.complaint(complaintId)).toMatchObject({ dueAt: court.clock.at + 7 * DAY });
    await court.later(7);
    expect(await court.complaint(complaintId)).toMatchObject({ status: "CLOSED", closureReason: "REMEDIED" });
    expect((await court.db.find(Remedy, { complaintId })).map(({ confirmedAt }) => confirmedAt)).toEqual([null, null]);
  });

  test("waiving what is unproved leaves the rest to be confirmed in time", async () => {
    await prove(first);
    await waive(second);
    await court.later(7);
    expect(await court.complaint(complaintId)).toMatchObject({ status: "CLOSED", closureReason: "REMEDIED" });
  });

  test("unproved at the last due date is in default; a lead may then close, or the provider still perform", async () => {
    await expect(
      court.run(closeUnremedied, "zhou.lead", { complaintId, reason: "Nothing left to take." }),
    ).rejects.toEqual(refused("NOT_IN_THIS_STATE"));
    await prove(first);
    await court.later(7);
    expect((await court.db.find(Remedy, { complaintId }, "ORDER BY id")).map(({ defaultedAt }) => defaultedAt)).toEqual(
      [null, court.clock.at],
    );
    expect((await court.events(complaintId)).at(-1)).toBe("REMEDY_DEFAULTED");
    await expect(
      court.run(closeUnremedied, "chen.mod", { complaintId, reason: "Nothing left to take." }),
    ).rejects.toEqual(refused("FORBIDDEN"));
    await prove(second);
    await court.run(closeUnremedied, "zhou.lead", { complaintId, reason: "Nothing left to take." });
    expect(await court.complaint(complaintId)).toMatchObject({ status: "CLOSED", closureReason: "UNREMEDIED" });
  });

  test("each step belongs to its side, its state and its case", async () => {
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
