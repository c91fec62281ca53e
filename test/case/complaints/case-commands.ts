import { randomUUID } from "node:crypto";
import type { WorldCase } from "./world-case";

export interface Command {
  mutation: string;
  /** null: the mutation takes the id of something that the case does not have, so it cannot even be tried. */
  input: Record<string, unknown> | null;
}

const REMEDY =
  "id kind proofFiledAt verificationRequestedAt checkSince verifiedAt confirmedAt waivedAt setAsideAt paidFromDepositAt";
const SELECTION = `lease { token } offers { nodes { id status } } requests { nodes { id kind answeredAt missedAt lapsedAt } }
  ruling { id outcome remedies { ${REMEDY} } } compensation { ${REMEDY} } settlement { remedy { ${REMEDY} } } rulingAwaitingApproval { id }
  evidence { nodes { id late lateDecision status } }`;

const unknown = (prefix: string): string => `${prefix}_7zzzzzzzzzzzzzzzzzzzzzzzzz`;
const TEXT = "请提供付款记录和沟通截图。";

/** How a lead decides an appeal in tests: the ruling stands, the case goes back, or another decision takes its place. */
export type AppealOutcome = "DISMISSED" | "REMITTED" | "GRANTED";

/** Each action's mutation with an input that is right for the case as it stands. */
export async function commandsOf(
  theCase: WorldCase,
  appealOutcome: AppealOutcome = "DISMISSED",
): Promise<Record<string, Command>> {
  const { lease, offers, requests, ruling, compensation, settlement, rulingAwaitingApproval, evidence } =
    await theCase.look(SELECTION);
  const ofCase = { complaintId: theCase.id };
  const leased = { ...ofCase, leaseToken: lease?.token ?? 0 };
  const offerId = offers.at(-1)?.id ?? unknown("ofr");
  const unruled = settlement?.remedy ?? compensation;
  const remedies: Remedy[] = ruling?.remedies ?? (unruled ? [unruled] : []);
  const draftId = rulingAwaitingApproval?.id ?? ruling?.id;
  const late = evidence.find((piece: Piece) => piece.late && !piece.lateDecision && piece.status === "STORED");
  const commands: Record<string, [string, Record<string, unknown> | null]> = {
    SEND_MESSAGE: ["sendMessage", { ...ofCase, text: TEXT }],
    MAKE_OFFER: ["makeOffer", { ...ofCase, kind: "APOLOGY", text: "道歉" }],
    PROPOSE_SETTLEMENT: ["proposeSettlement", { ...leased, kind: "APOLOGY", text: "书面道歉" }],
    COUNTER_OFFER: ["counterOffer", { ...ofCase, kind: "REPERFORM", insteadAmount: 100, text: "道歉并补做", offerId }],
    DECLINE_OFFER: ["declineOffer", { ...ofCase, offerId }],
    WITHDRAW_OFFER: ["withdrawOffer", { ...ofCase, offerId }],
    REFUSE_DEMAND: ["refuseDemand", { ...ofCase, reason: TEXT }],
    GIVE_FINAL_ANSWER: ["giveFinalAnswer", { ...ofCase, answer: "EXPLANATION", text: TEXT }],
    GIVE_VERDICT: ["giveVerdict", { ...ofCase, verdict: "SOLVED", satisfaction: 4 }],
    ACCEPT_OFFER: ["acceptOffer", { ...ofCase, offerId }],
    CONCEDE: ["concede", ofCase],
    ESCALATE: ["escalateComplaint", ofCase],
    FILE_SETTLEMENT_PROOF: ["fileSettlementProof", { ...ofCase, text: TEXT }],
    CONFIRM_SETTLEMENT: ["confirmSettlement", ofCase],
    CONTEST_SETTLEMENT: ["contestSettlement", { ...ofCase, reason: TEXT }],
    REQUEST_INFORMATION: ["requestInformation", { ...leased, text: TEXT }],
    SUPPLY_INFORMATION: ["supplyInformation", { ...ofCase, text: TEXT }],
    REFUSE: ["refuseComplaint", { ...leased, ground: "NO_PROMISE", text: TEXT }],
    ACCEPT: ["acceptComplaint", leased],
    SUBMIT_EVIDENCE: [
      "createEvidenceUpload",
      {
        ...ofCase,
        kind: "SCREENSHOT",
        title: "截图",
        fileName: "chat.png",
        mediaType: "image/png",
        size: 9,
        sha256: "0".repeat(64),
      },
    ],
    DECIDE_LATE_EVIDENCE: [
      "decideLateEvidence",
      { ...leased, evidenceId: late?.id ?? unknown("evd"), admit: true, reason: TEXT },
    ],
    SUBMIT_DEFENCE: ["submitDefence", { ...ofCase, text: TEXT }],
    CLOSE_EVIDENCE: ["closeEvidence", ofCase],
    END_EVIDENCE_STAGE: ["endEvidenceStage", leased],
    REQUEST_EVIDENCE: ["requestEvidence", { ...leased, addressedTo: "PROVIDER", text: TEXT }],
    ANSWER_EVIDENCE_REQUEST: [
      "answerEvidenceRequest",
      { ...ofCase, requestId: lastOpenRequest(requests) ?? unknown("req"), text: TEXT },
    ],
    ISSUE_RULING: ["issueRuling", { ...leased, ...(await theCase.ruling()), departureReason: TEXT }],
    APPROVE_RULING: ["approveRuling", draftId ? { rulingId: draftId } : null],
    DECLINE_RULING: ["declineRuling", draftId ? { rulingId: draftId, reason: TEXT } : null],
    APPEAL: ["appealRuling", { ...ofCase, ground: "WRONG_FACTS", text: TEXT }],
    ANSWER_APPEAL: ["answerAppeal", { ...ofCase, text: TEXT }],
    WITHDRAW_APPEAL: ["withdrawAppeal", ofCase],
    WAIVE_APPEAL: ["waiveAppeal", ofCase],
    DECIDE_APPEAL: ["decideAppeal", { ...ofCase, reason: TEXT, ...(await decision(theCase, appealOutcome)) }],
    FILE_REMEDY_PROOF: ["fileRemedyProof", { ...ofCase, text: TEXT, ...proofOf(remedyToProve(remedies), remedies) }],
    CONFIRM_REMEDY: ["confirmRemedy", { ...ofCase, remedyId: remedyToConfirm(remedies) }],
    CONTEST_COMPENSATION: ["contestCompensation", { ...ofCase, reason: TEXT }],
    CONTEST_REMEDY: ["contestRemedy", { ...ofCase, remedyId: remedyToConfirm(remedies), reason: TEXT }],
    CHECK_REMEDY: ["checkRemedy", { ...ofCase, remedyId: remedyToCheck(remedies), performed: true, reason: TEXT }],
    WAIVE_REMEDY: ["waiveRemedy", { ...ofCase, remedyId: remedies.find(isOpen)?.id ?? unknown("rmd") }],
    REPORT_COMPENSATION_MISSING: [
      "reportCompensationMissing",
      { ...ofCase, remedyId: remedyPaidOut(remedies), text: "银行流水中没有这笔款项。" },
    ],
    SHIP_RETURN: ["shipReturn", { ...ofCase, shipment: "顺丰 SF1234567890" }],
    RECEIVE_RETURN: ["receiveReturn", { ...ofCase, condition: "INTACT" }],
    CONTEST_RETURN: ["contestReturn", { ...ofCase, reason: TEXT }],
    DECIDE_RETURN: ["decideReturn", { ...ofCase, forConsumer: true, reason: TEXT }],
    CLOSE_UNREMEDIED: ["closeUnremedied", { ...ofCase, reason: TEXT }],
    STAY: [
      "stayComplaint",
      { ...ofCase, ground: "OUTSIDE_PROCEDURE", route: "COURT", reference: "(2026)浙0106民初1号", reason: TEXT },
    ],
    RESUME: ["resumeComplaint", { ...ofCase, reason: TEXT }],
    CLOSE_EXTERNAL: ["closeExternal", { ...ofCase, outcome: TEXT }],
    WITHDRAW: ["withdrawComplaint", ofCase],
    REOPEN: ["reopenComplaint", { ...ofCase, reason: TEXT }],
    IMPOSE_INTERIM_MEASURE: ["imposeInterimMeasure", { ...ofCase, kind: "PAUSE_PROVIDER", days: 7, reason: TEXT }],
    CONFIRM_INTERIM_MEASURE: ["confirmInterimMeasure", ofCase],
    LIFT_INTERIM_MEASURE: ["liftInterimMeasure", { ...ofCase, reason: TEXT }],
    REQUEST_INTERIM_REVIEW: ["requestInterimReview", { ...ofCase, text: TEXT }],
    DECIDE_INTERIM_REVIEW: ["decideInterimReview", { ...ofCase, lift: true, reason: TEXT }],
  };
  return Object.fromEntries(
    Object.entries(commands).map(([action, [mutation, input]]) => [
      action,
      { mutation, input: input && { ...input, clientMutationId: randomUUID() } },
    ]),
  );
}

interface Remedy {
  id: string;
  kind: string;
  proofFiledAt: string | null;
  verificationRequestedAt: string | null;
  checkSince: string | null;
  verifiedAt: string | null;
  confirmedAt: string | null;
  waivedAt: string | null;
  setAsideAt: string | null;
  paidFromDepositAt: string | null;
}

interface Piece {
  id: string;
  late: boolean;
  lateDecision: string | null;
  status: string;
}

const isOpen = ({ confirmedAt, verifiedAt, waivedAt, setAsideAt }: Remedy): boolean =>
  confirmedAt === null && verifiedAt === null && waivedAt === null && setAsideAt === null;
const remedyPaidOut = (remedies: Remedy[]): string =>
  remedies.find(({ paidFromDepositAt }) => paidFromDepositAt !== null)?.id ?? remedies[0]?.id ?? unknown("rmd");
const remedyToProve = (remedies: Remedy[]): string =>
  remedies.find((remedy) => isOpen(remedy) && remedy.proofFiledAt === null)?.id ?? remedies[0]?.id ?? unknown("rmd");
/** Where words no longer suffice, the payment. */
const proofOf = (remedyId: string, remedies: Remedy[]): Record<string, unknown> => {
  const { verificationRequestedAt = null } = remedies.find(({ id }) => id === remedyId) ?? {};
  return { remedyId, ...(verificationRequestedAt !== null && { refundReference: randomUUID() }) };
};
const remedyToCheck = (remedies: Remedy[]): string =>
  remedies.find((remedy) => isOpen(remedy) && remedy.checkSince !== null)?.id ?? remedies[0]?.id ?? unknown("rmd");
const remedyToConfirm = (remedies: Remedy[]): string =>
  remedies.find((remedy) => isOpen(remedy) && remedy.proofFiledAt !== null)?.id ?? remedies[0]?.id ?? unknown("rmd");

interface Request {
  id: string;
  kind: string;
  answeredAt: string | null;
  missedAt: string | null;
  lapsedAt: string | null;
}

/** The one to answer: the last that is open, or else the last there was. */
function lastOpenRequest(requests: Request[]): string | undefined {
  const asked = requests.filter(({ kind }) => kind === "EVIDENCE");
  return (
    asked.filter(({ answeredAt, missedAt, lapsedAt }) => !answeredAt && !missedAt && !lapsedAt).at(-1) ?? asked.at(-1)
  )?.id;
}

/** GRANTED gives whoever appealed what it may give, whatever the ruling: the consumer all the money, the provider alone a dismissal. */
async function decision(theCase: WorldCase, outcome: AppealOutcome): Promise<Record<string, unknown>> {
  if (outcome !== "GRANTED") return { outcome };
  const { ruling, appeals } = await theCase.look("ruling { findings { result } } appeals { bySide status }");
  const byConsumer = appeals.some(
    ({ bySide, status }: { bySide: string; status: string }) => bySide === "CONSUMER" && status === "FILED",
  );
  const acquitted = ruling?.findings[0].result === "KEPT" ? "NOT_PROVEN" : "KEPT";
  const { findings, ...rest } = await theCase.decision();
  const replacement = {
    ...rest,
    ...(await theCase.rebuttal(!byConsumer)),
    outcome: byConsumer ? "UPHELD" : "DISMISSED",
    findings: (findings as object[]).map((finding) => ({ ...finding, result: byConsumer ? "BROKEN" : acquitted })),
    remedies: byConsumer ? [{ kind: "REFUND_FULL", text: "全额退款", withinDays: 7 }] : [],
    penalties: [],
  };
  const open = appeals.filter(({ status }: { status: string }) => status === "FILED");
  const outcomes = open.map(({ bySide }: { bySide: string }) => ({
    side: bySide,
    outcome: (bySide === "CONSUMER") === byConsumer ? "GRANTED" : "DISMISSED",
  }));
  return { outcome, replacement, outcomes: open.length > 1 ? outcomes : [] };
}
