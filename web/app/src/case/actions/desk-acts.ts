import type { Option } from "../../design/field";
import { labelOf } from "../../text/labels";
import type { Case } from "../case-context";
import {
  AcceptComplaintDocument,
  ApproveRulingDocument,
  CheckRemedyDocument,
  CloseExternalDocument,
  CloseUnremediedDocument,
  ConfirmInterimMeasureDocument,
  DecideInterimReviewDocument,
  DecideLateEvidenceDocument,
  DecideReturnDocument,
  DeclineRulingDocument,
  EndEvidenceStageDocument,
  ImposeInterimMeasureDocument,
  LiftInterimMeasureDocument,
  RefuseComplaintDocument,
  RequestEvidenceDocument,
  RequestInformationDocument,
  ResumeComplaintDocument,
  StayComplaintDocument,
} from "./act.generated";
import { act, actInside, choice, given, line, number, oneOf, text, yesNo } from "./ask";
import { remediesOf } from "./remedies-of";

/** Without a lease the server refuses, and says why. */
const leaseToken = given(({ lease }) => lease?.token ?? 0);
const rulingId = given(({ rulingAwaitingApproval }) => rulingAwaitingApproval?.id);

const lateEvidence = ({ evidence }: Case): Option[] =>
  evidence.nodes
    .filter(({ late, lateDecision }) => late && !lateDecision)
    .map(({ id, kind, title }) => ({ value: id, label: `${labelOf("EvidenceKind", kind)} · ${title}` }));

const referrals = ({ referrals }: Case): Option[] =>
  referrals.map(({ id, status, outsideRoute }) => ({
    value: id,
    label: `${outsideRoute.name.text} · ${labelOf("ReferralStatus", status)}`,
  }));

const toCheck = (complaint: Case): Option[] =>
  remediesOf(complaint)
    .filter(({ checkSince, proofFiledAt, verifiedAt }) => checkSince && proofFiledAt && !verifiedAt)
    .map(({ id, kind, text }) => ({ value: id, label: `${labelOf("RemedyKind", kind)} · ${text}` }));

export const deskActs = {
  REQUEST_INFORMATION: act(RequestInformationDocument, { leaseToken, text: text("whatIsMissing") }),
  ACCEPT: act(AcceptComplaintDocument, { leaseToken, text: text("note", { optional: true }) }),
  REFUSE: act(
    RefuseComplaintDocument,
    { leaseToken, ground: choice("RefusalGround", "ground"), text: text("inWords") },
    { leadsTo: "leadsToRefuse", danger: true },
  ),
  REQUEST_EVIDENCE: act(RequestEvidenceDocument, {
    leaseToken,
    addressedTo: choice("Side", "addressedTo"),
    text: text("whatIsMissing"),
    mandatory: yesNo("mandatory", "mandatoryYes", "mandatoryNo"),
  }),
  DECIDE_LATE_EVIDENCE: act(DecideLateEvidenceDocument, {
    leaseToken,
    evidenceId: oneOf("evidence", lateEvidence),
    admit: yesNo("admit", "admitted", "notAdmitted"),
    reason: text("reason"),
  }),
  END_EVIDENCE_STAGE: act(EndEvidenceStageDocument, { leaseToken }),
  APPROVE_RULING: actInside(
    ApproveRulingDocument,
    { rulingId, reason: text("note", { optional: true }) },
    { leadsTo: "leadsToApprove" },
  ),
  DECLINE_RULING: actInside(
    DeclineRulingDocument,
    { rulingId, reason: text("reason") },
    { leadsTo: "leadsToDecline", danger: true },
  ),
  DECIDE_RETURN: act(DecideReturnDocument, {
    forConsumer: yesNo("forConsumer", "forConsumerYes", "forConsumerNo"),
    reason: text("reason"),
  }),
  CHECK_REMEDY: act(CheckRemedyDocument, {
    remedyId: oneOf("remedy", toCheck),
    performed: yesNo("performed", "performedYes", "performedNo"),
    reason: text("reason"),
  }),
  CLOSE_UNREMEDIED: act(CloseUnremediedDocument, { reason: text("reason") }, { danger: true }),
  STAY: act(StayComplaintDocument, {
    ground: choice("StayGround", "ground"),
    reason: text("reason"),
    referralId: oneOf("referral", referrals, { optional: true }),
    route: choice("ReferralRoute", "route", { optional: true, hint: "routeHint" }),
    reference: line("reference", { optional: true }),
  }),
  RESUME: act(ResumeComplaintDocument, { reason: text("reason") }),
  CLOSE_EXTERNAL: act(CloseExternalDocument, {
    outcome: text("outcome"),
    result: choice("ReferralResult", "result"),
    rulingStands: yesNo("rulingStands", "rulingStandsYes", "rulingStandsNo"),
  }),
  IMPOSE_INTERIM_MEASURE: act(
    ImposeInterimMeasureDocument,
    { kind: choice("InterimMeasureKind", "interimKind"), days: number("interimDays"), reason: text("interimReason") },
    { leadsTo: "leadsToInterim", danger: true },
  ),
  CONFIRM_INTERIM_MEASURE: act(ConfirmInterimMeasureDocument, {}, { leadsTo: "leadsToConfirmInterim", danger: true }),
  LIFT_INTERIM_MEASURE: act(LiftInterimMeasureDocument, { reason: text("reason") }),
  DECIDE_INTERIM_REVIEW: act(DecideInterimReviewDocument, {
    lift: yesNo("interimLift", "interimLiftYes", "interimLiftNo"),
    reason: text("reason"),
  }),
};
