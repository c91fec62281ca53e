import type { CodesOf, KeysOf } from "../platform/refusal";
import type { CaseDistrict } from "../case/case-district";
import { recordDeadline } from "../case/complaints/record-deadline";
import { CannedText } from "./canned-texts/canned-text.entity";
import { CannedTextResolver } from "./canned-texts/canned-text.resolver";
import { DepositResolver, DepositTransferResolver, ProviderDepositResolver } from "./clearing/deposit.resolver";
import { ComplaintRepaymentsResolver, OrderPaymentsResolver, RemedyPayoutResolver } from "./clearing/paid.resolver";
import { applyAnswers } from "./clearing/apply-answers";
import { PaymentInstructionResolver } from "./clearing/instruction.resolver";
import { paymentRoutes } from "./clearing/payment-routes";
import { PaymentResolver } from "./clearing/payment.resolver";
import { sweepGrownDeposits } from "./clearing/sweep-grown-deposits";
import { ConsumerRecordResolver } from "./consumer-record/consumer-record.resolver";
import { Appeal } from "./decisions/appeal.entity";
import { appealDecisionLate } from "./decisions/appeal-decision-late";
import { AppealResolver, ComplaintAppealsResolver, RulingAppealsResolver } from "./decisions/appeal.resolver";
import { closeDismissed, enforceRuling } from "./decisions/enforce-ruling";
import { PenaltyPreviewResolver } from "./decisions/penalty-preview.resolver";
import { reviewLate } from "./decisions/review-late";
import { RulingAidsResolver } from "./decisions/ruling-aids.resolver";
import { RulingDraft } from "./decisions/ruling-draft.entity";
import { RulingDraftResolver } from "./decisions/ruling-draft.resolver";
import { RulingFieldsResolver } from "./decisions/ruling-fields.resolver";
import { RulingResolver } from "./decisions/ruling.resolver";
import { StatementOfReasonsResolver } from "./decisions/statement-of-reasons.resolver";
import { DepositEntry } from "./deposit/deposit-entry.entity";
import { GrownDeposit } from "./deposit/grown-deposit.entity";
import { interimEnds, interimNotConfirmed, interimReviewLate } from "./interim/interim-clocks";
import { HouseRuleChange } from "./house-rule-changes/house-rule-change.entity";
import { HouseRuleChangeResolver } from "./house-rule-changes/house-rule-change.resolver";
import { HouseRuleHead } from "./house-rule-changes/house-rule-head.entity";
import { HouseRuleHistoryResolver, HouseRuleValueResolver } from "./house-rule-changes/house-rule-history.resolver";
import { sweepHouseRuleChanges } from "./house-rule-changes/sweep-house-rule-changes";
import { InterimMeasure } from "./interim/interim-measure.entity";
import { InterimMeasureResolver, InterimResolver } from "./interim/interim.resolver";
import { PaymentInstruction } from "./instructions/payment-instruction.entity";
import { PayoutHold } from "./instructions/payout-hold.entity";
import { sendInstructions } from "./instructions/send-instructions";
import { sweepPayoutHolds } from "./instructions/sweep-payout-holds";
import { Payment } from "./payments/payment.entity";
import { ApprovalShortageResolver } from "./penalties/approval-shortage.resolver";
import { Fine } from "./penalties/fine.entity";
import { PenaltyApproval } from "./penalties/penalty-approval.entity";
import { Penalty } from "./penalties/penalty.entity";
import { FineResolver, PenaltyApprovalResolver, PenaltyResolver } from "./penalties/penalty.resolver";
import { ProviderPenaltiesResolver } from "./penalties/provider-penalties.resolver";
import { RulingPenaltiesResolver } from "./penalties/ruling-penalties.resolver";
import { sweepPenalties } from "./penalties/sweep-penalties";
import { measureUpheldRates } from "./points/measure-upheld-rates";
import { PointsEntry } from "./points/points-entry.entity";
import { PointsEntryResolver, ProviderPointsResolver, ViolationResolver } from "./points/provider-points.resolver";
import { UpheldRate } from "./points/upheld-rate.entity";
import { Violation } from "./points/violation.entity";
import { OutsideRoute } from "./referrals/outside-route.entity";
import { OutsideRouteResolver } from "./referrals/outside-route.resolver";
import { Referral } from "./referrals/referral.entity";
import { ComplaintReferralsResolver, ReferralResolver, StayReferralResolver } from "./referrals/referral.resolver";
import { seedRoutes } from "./referrals/seed-routes";
import { RegisterEntry } from "./register/register-entry.entity";
import { RegisterHead } from "./register/register-head.entity";
import { registerRoutes } from "./register/register-routes";
import { RegisterLive } from "./register/register.live";
import { registerProjection } from "./register/register.projection";
import { RegisterHeadResolver, RegisterResolver, RulingRegisterResolver } from "./register/register.resolver";
import { remedyCheckLate, remedyDefaults, remedyUnanswered, stillUnremedied } from "./remedies/remedy-clocks";
import { compensateBySilence } from "./remedies/compensate-by-silence";
import { ComplaintCompensationResolver } from "./remedies/complaint-compensation.resolver";
import { Remedy } from "./remedies/remedy.entity";
import { RemedyResolver } from "./remedies/remedy.resolver";
import { receivedBySilence, returnDecisionLate, returnLapses } from "./remedies/return-clocks";
import {
  ComplaintReturnResolver,
  RemedyReturnResolver,
  ReturnResolver,
  SettlementReturnResolver,
} from "./remedies/return.resolver";
import { settleUncontested } from "./remedies/settle-uncontested";
import { escalateBrokenSettlement, settlementDefaults, settlementUnanswered } from "./remedies/settlement-clocks";
import { SettlementPerformanceResolver } from "./remedies/settlement.resolver";
import { RulingRemediesResolver } from "./remedies/ruling-remedies.resolver";
import { replayJob } from "./replay/replay-job";
import { ReplayResolver, RuleDraftReplaysResolver } from "./replay/replay.resolver";
import { ReplayedProvider } from "./replay/replayed-provider.entity";
import { ReplayedRuling } from "./replay/replayed-ruling.entity";
import { ReplayedProviderResolver, ReplayedRulingResolver } from "./replay/replayed-ruling.resolver";
import { RuleReplay } from "./replay/rule-replay.entity";
import { RuleDraft } from "./rules/rule-draft.entity";
import { RuleDraftResolver } from "./rules/rule-draft.resolver";
import { RuleVersion } from "./rules/rule-version.entity";
import { Rule } from "./rules/rule.entity";
import { RuleResolver } from "./rules/rule.resolver";
import { seedRules } from "./rules/seed-rules";
import { ComplaintRulingResolver } from "./rulings/complaint-ruling.resolver";
import { PlannedPenaltyResolver } from "./rulings/planned-measures.resolver";
import { ProviderRulingsResolver } from "./rulings/provider-rulings.resolver";
import { RulingFinding } from "./rulings/ruling-finding.entity";
import { RulingFindingResolver } from "./rulings/ruling-finding.resolver";
import { Ruling } from "./rulings/ruling.entity";
import { RulingLive } from "./rulings/ruling.live";
import { CaseStay } from "./stays/case-stay.entity";
import { StayResolver } from "./stays/stay.resolver";
import type texts from "./messages/en.json";
import { ADJUDICATION_REFUSALS } from "./refusals.table";

declare module "../platform/refusal" {
  interface Messages extends KeysOf<typeof texts> {}
  interface RefusalCodes extends CodesOf<typeof ADJUDICATION_REFUSALS> {}
}

/** Decisions and what follows from them. */
export const ADJUDICATION = {
  refusals: ADJUDICATION_REFUSALS,
  entities: [
    Appeal,
    CannedText,
    CaseStay,
    DepositEntry,
    Fine,
    GrownDeposit,
    HouseRuleChange,
    HouseRuleHead,
    InterimMeasure,
    OutsideRoute,
    Payment,
    PaymentInstruction,
    PayoutHold,
    Penalty,
    PenaltyApproval,
    PointsEntry,
    Referral,
    RegisterEntry,
    RegisterHead,
    Remedy,
    ReplayedProvider,
    ReplayedRuling,
    Rule,
    RuleDraft,
    RuleReplay,
    RuleVersion,
    Ruling,
    RulingDraft,
    RulingFinding,
    UpheldRate,
    Violation,
  ],
  resolvers: [
    AppealResolver,
    ApprovalShortageResolver,
    CannedTextResolver,
    ComplaintAppealsResolver,
    ComplaintCompensationResolver,
    ComplaintReferralsResolver,
    ComplaintRepaymentsResolver,
    ComplaintReturnResolver,
    ComplaintRulingResolver,
    ConsumerRecordResolver,
    DepositResolver,
    DepositTransferResolver,
    FineResolver,
    HouseRuleChangeResolver,
    HouseRuleHistoryResolver,
    HouseRuleValueResolver,
    InterimMeasureResolver,
    InterimResolver,
    OrderPaymentsResolver,
    OutsideRouteResolver,
    PaymentInstructionResolver,
    PaymentResolver,
    PenaltyApprovalResolver,
    PenaltyPreviewResolver,
    PenaltyResolver,
    PlannedPenaltyResolver,
    PointsEntryResolver,
    ProviderDepositResolver,
    ProviderPenaltiesResolver,
    ProviderPointsResolver,
    ProviderRulingsResolver,
    ReferralResolver,
    RegisterHeadResolver,
    RegisterLive,
    RegisterResolver,
    RemedyPayoutResolver,
    RemedyResolver,
    RemedyReturnResolver,
    ReplayResolver,
    ReplayedProviderResolver,
    ReplayedRulingResolver,
    ReturnResolver,
    RuleDraftReplaysResolver,
    RuleDraftResolver,
    RuleResolver,
    RulingAidsResolver,
    RulingAppealsResolver,
    RulingDraftResolver,
    RulingFieldsResolver,
    RulingFindingResolver,
    RulingLive,
    RulingPenaltiesResolver,
    RulingRegisterResolver,
    RulingRemediesResolver,
    RulingResolver,
    SettlementPerformanceResolver,
    SettlementReturnResolver,
    StatementOfReasonsResolver,
    StayReferralResolver,
    StayResolver,
    ViolationResolver,
  ],
  sweeps: [
    measureUpheldRates,
    sweepHouseRuleChanges,
    sweepPenalties,
    sweepPayoutHolds,
    applyAnswers,
    // After all that may give something back.
    sweepGrownDeposits,
  ],
  sendings: [sendInstructions],
  systemActs: {
    SETTLE_UNCONTESTED: settleUncontested,
    SETTLEMENT_UNANSWERED: settlementUnanswered,
    SETTLEMENT_DEFAULTS: settlementDefaults,
    ESCALATE_BROKEN_SETTLEMENT: escalateBrokenSettlement,
    REVIEW_LATE: reviewLate,
    ENFORCE: enforceRuling,
    CLOSE_DISMISSED: closeDismissed,
    APPEAL_NOT_ANSWERED: recordDeadline("APPEAL_NOT_ANSWERED"),
    APPEAL_DECISION_LATE: appealDecisionLate,
    COMPENSATE_BY_SILENCE: compensateBySilence,
    REMEDY_UNANSWERED: remedyUnanswered,
    REMEDY_CHECK_LATE: remedyCheckLate,
    REMEDY_DEFAULTS: remedyDefaults,
    STILL_UNREMEDIED: stillUnremedied,
    RETURN_NOT_SHIPPED: returnLapses,
    RETURN_RECEIVED_BY_SILENCE: receivedBySilence,
    RETURN_UNCONTESTED: returnLapses,
    RETURN_DECISION_LATE: returnDecisionLate,
    INTERIM_NOT_CONFIRMED: interimNotConfirmed,
    INTERIM_REVIEW_LATE: interimReviewLate,
    INTERIM_ENDS: interimEnds,
  },
  projections: [registerProjection],
  jobs: [replayJob],
  routes: {
    // One response may read the whole register.
    register: { open: registerRoutes, points: 200 },
    payments: { open: paymentRoutes },
  },
  seeds: { rule: seedRules, outside_route: seedRoutes },
} satisfies CaseDistrict;
