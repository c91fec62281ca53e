import type { Option } from "../../design/field";
import { formatMoney } from "../../text/format";
import { labelOf } from "../../text/labels";
import type { Case } from "../case-context";
import {
  AnswerAppealDocument,
  AnswerEvidenceRequestDocument,
  AppealRulingDocument,
  CloseEvidenceDocument,
  ConfirmRemedyDocument,
  ContestCompensationDocument,
  ContestRemedyDocument,
  ContestReturnDocument,
  FileRemedyProofDocument,
  ReceiveReturnDocument,
  ReopenComplaintDocument,
  ReportCompensationMissingDocument,
  RequestInterimReviewDocument,
  ShipReturnDocument,
  SubmitDefenceDocument,
  SupplyInformationDocument,
  WaiveAppealDocument,
  WaiveRemedyDocument,
  WithdrawAppealDocument,
  WithdrawComplaintDocument,
} from "./act.generated";
import { act, choice, line, oneOf, text } from "./ask";
import { remediesOf } from "./remedies-of";
import { verifiable } from "./verifiable";

const remedies = (complaint: Case): Option[] =>
  remediesOf(complaint)
    .filter(
      ({ confirmedAt, verifiedAt, waivedAt, setAsideAt }) => !confirmedAt && !verifiedAt && !waivedAt && !setAsideAt,
    )
    .map(({ id, kind, text }) => ({ value: id, label: `${labelOf("RemedyKind", kind)} · ${text}` }));

const answerable = (complaint: Case): Option[] =>
  remediesOf(complaint)
    .filter(({ proofFiledAt, checkSince, confirmedAt }) => proofFiledAt && !checkSince && !confirmedAt)
    .map(({ id, kind, text }) => ({ value: id, label: `${labelOf("RemedyKind", kind)} · ${text}` }));

/** Also what was sent for a ruling that was reversed since: of parts of one sum each stands for all. */
const paidOut = (complaint: Case): Option[] => [
  ...remediesOf(complaint)
    .filter(
      ({ payments, reportedMissingAt }) =>
        !reportedMissingAt && payments.some(({ purpose, status }) => purpose === "PAYOUT" && status === "CONFIRMED"),
    )
    .map(({ id, kind, text }) => ({ value: id, label: `${labelOf("RemedyKind", kind)} · ${text}` })),
  ...complaint.formerPayouts
    .filter(
      ({ status, remedyId }, at, all) =>
        status === "CONFIRMED" && all.findIndex((other) => other.remedyId === remedyId) === at,
    )
    .map(({ remedyId, amount }) => ({
      value: remedyId ?? "",
      label: `${labelOf("PaymentPurpose", "PAYOUT")} · ${formatMoney(amount)}`,
    })),
];

const evidenceRequests = ({ requests }: Case): Option[] =>
  requests.nodes
    .filter(({ kind, answeredAt, lapsedAt }) => kind === "EVIDENCE" && !answeredAt && !lapsedAt)
    .map(({ id, addressedTo, text }) => ({ value: id, label: `${labelOf("Side", addressedTo)} · ${text}` }));

const remedyId = oneOf("remedy", remedies);

export const partyActs = {
  SUPPLY_INFORMATION: act(SupplyInformationDocument, { text: text("answer", { hint: "proofHint" }) }),
  SUBMIT_DEFENCE: act(SubmitDefenceDocument, { text: text("defence") }),
  CLOSE_EVIDENCE: act(CloseEvidenceDocument, {}, { leadsTo: "leadsToCloseEvidence" }),
  ANSWER_EVIDENCE_REQUEST: act(AnswerEvidenceRequestDocument, {
    requestId: oneOf("request", evidenceRequests),
    text: text("answer", { hint: "proofHint" }),
  }),
  APPEAL: act(AppealRulingDocument, {
    ground: choice("AppealGround", "ground"),
    text: text("appealText"),
  }),
  ANSWER_APPEAL: act(AnswerAppealDocument, { text: text("appealAnswer") }, { leadsTo: "leadsToAnswerAppeal" }),
  WITHDRAW_APPEAL: act(WithdrawAppealDocument, {}, { leadsTo: "leadsToWithdrawAppeal", danger: true }),
  WAIVE_APPEAL: act(WaiveAppealDocument, {}, { leadsTo: "leadsToWaiveAppeal", danger: true }),
  FILE_REMEDY_PROOF: act(FileRemedyProofDocument, {
    remedyId,
    text: text("proof"),
    ...verifiable,
  }),
  CONTEST_COMPENSATION: act(
    ContestCompensationDocument,
    { reason: text("reason") },
    { leadsTo: "leadsToContestCompensation" },
  ),
  CONTEST_REMEDY: act(
    ContestRemedyDocument,
    { remedyId: oneOf("remedy", answerable), reason: text("contestReason") },
    { leadsTo: "leadsToContestRemedy" },
  ),
  CONFIRM_REMEDY: act(ConfirmRemedyDocument, { remedyId }, { leadsTo: "leadsToConfirmRemedy" }),
  WAIVE_REMEDY: act(WaiveRemedyDocument, { remedyId }, { leadsTo: "leadsToWaiveRemedy", danger: true }),
  REPORT_COMPENSATION_MISSING: act(
    ReportCompensationMissingDocument,
    { remedyId: oneOf("remedy", paidOut), text: text("reason", { hint: "missingHint" }) },
    { leadsTo: "leadsToReportMissing" },
  ),
  SHIP_RETURN: act(ShipReturnDocument, { shipment: line("shipment") }),
  RECEIVE_RETURN: act(ReceiveReturnDocument, {
    condition: choice("ReturnCondition", "condition"),
    text: text("conditionNote", { optional: true, hint: "conditionNoteHint" }),
  }),
  CONTEST_RETURN: act(ContestReturnDocument, { reason: text("reason") }),
  WITHDRAW: act(
    WithdrawComplaintDocument,
    { reason: text("why", { optional: true }) },
    { leadsTo: "leadsToWithdraw", danger: true },
  ),
  REOPEN: act(ReopenComplaintDocument, { reason: text("reason") }),
  REQUEST_INTERIM_REVIEW: act(
    RequestInterimReviewDocument,
    { text: text("interimReview") },
    { leadsTo: "leadsToInterimReview" },
  ),
};
