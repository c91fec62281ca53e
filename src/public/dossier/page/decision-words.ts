import type { AppealGround, AppealStatus } from "../../../adjudication/decisions/appeal-enums.types";
import type { InterimMeasureEnd, InterimMeasureKind } from "../../../adjudication/interim/interim-enums.types";
import type { FineStatus } from "../../../adjudication/penalties/fine.entity";
import type { PenaltyStatus } from "../../../adjudication/measures/penalty-status.types";
import type {
  FindingResult,
  ReversalReason,
  RootCause,
  RulingOutcome,
} from "../../../adjudication/rulings/ruling-enums.types";
import type { ReferralStatus } from "../../../adjudication/referrals/referral-enums.types";
import type { ReferralResult, ReferralRoute, StayGround } from "../../../adjudication/stays/stay-enums.types";
import type { Words } from "./words";

export const OUTCOME: Record<RulingOutcome, Words> = {
  UPHELD: ["投诉成立", "upheld"],
  PARTLY_UPHELD: ["投诉部分成立", "partly upheld"],
  DISMISSED: ["驳回投诉", "dismissed"],
};

export const REVERSAL: Record<ReversalReason, Words> = {
  APPEAL_GRANTED: ["申诉成立", "an appeal was granted"],
  APPEAL_PARTLY_GRANTED: ["申诉部分成立", "an appeal was granted in part"],
  REMITTED: ["发回重审", "remitted"],
  REPLACED: ["重新作出处理决定", "decided anew"],
  EXTERNAL: ["由外部机构裁断", "decided outside"],
};

export const ROOT_CAUSE: Record<RootCause, Words> = {
  OVER_PROMISING: ["过度承诺", "over-promising"],
  SHORT_TERM_GAIN: ["追求短期利益", "short-term gain"],
  LACK_OF_PRODUCT_KNOWLEDGE: ["对产品缺乏了解", "lack of product knowledge"],
  CAPACITY: ["能力不足", "lack of capacity"],
  SUPPLIER_FAULT: ["上游原因", "a supplier's fault"],
  COMMUNICATION: ["沟通问题", "misunderstanding"],
  FORCE_MAJEURE: ["不可抗力", "force majeure"],
  CONSUMER_FAULT: ["消费者原因", "the consumer's fault"],
  NONE: ["无", "none"],
  OTHER: ["其他", "other"],
};

export const FINDING: Record<FindingResult, Words> = {
  BROKEN: ["违背承诺", "broken"],
  PARTLY_BROKEN: ["部分违背承诺", "partly broken"],
  KEPT: ["已履行承诺", "kept"],
  NOT_PROVEN: ["未能证明", "not proven"],
};

export const PENALTY_STATUS: Record<PenaltyStatus, Words> = {
  SCHEDULED: ["待生效", "scheduled"],
  AWAITING_APPROVAL: ["待批准", "awaiting approval"],
  DECLINED: ["未获批准", "declined"],
  ACTIVE: ["生效中", "active"],
  STAYED: ["暂缓执行", "stayed"],
  EXPIRED: ["已结束", "over"],
  REVERSED: ["已撤销", "reversed"],
  SUPERSEDED: ["已被取代", "superseded"],
};

export const INTERIM: Record<InterimMeasureKind, Words> = {
  PAUSE_LISTING: ["该服务暂停接单", "no new orders of the listing"],
  PAUSE_PROVIDER: ["服务商全部暂停接单", "no new orders of the provider"],
};

export const INTERIM_END: Record<InterimMeasureEnd, Words> = {
  TIME: ["期限届满", "its time had passed"],
  RENEWED: ["由新的措施接续", "another one took its place"],
  LIFTED: ["平台解除", "lifted by the platform"],
  REVIEW: ["复核后解除", "lifted on review"],
  REVIEW_LATE: ["平台未按时复核", "not reviewed in time"],
  DISMISSED: ["投诉未获支持", "the complaint was dismissed"],
  REPLACED: ["由处理决定的措施取代", "replaced by the ruling"],
  FINAL: ["处理决定生效", "the ruling was final"],
  CLOSED: ["案件结案", "the case was closed"],
};

export const FINE_STATUS: Record<FineStatus, Words> = {
  DUE: ["待缴", "due"],
  OVERDUE: ["逾期", "overdue"],
  PAID: ["已缴", "paid"],
  CANCELLED: ["已取消", "cancelled"],
  REFUNDED: ["已退回", "refunded"],
};

export const APPEAL_GROUND: Record<AppealGround, Words> = {
  NEW_EVIDENCE: ["新证据", "new evidence"],
  WRONG_FACTS: ["事实认定错误", "wrong facts"],
  WRONG_RULE: ["适用规则错误", "wrong rule"],
  DISPROPORTIONATE: ["措施不相当", "disproportionate"],
  PROCEDURE: ["程序问题", "procedure"],
  BIAS: ["不公正", "bias"],
};

export const APPEAL_STATUS: Record<AppealStatus, Words> = {
  FILED: ["待决定", "waiting"],
  WITHDRAWN: ["已撤回", "withdrawn"],
  LAPSED: ["已失效", "lapsed"],
  GRANTED: ["申诉成立", "granted"],
  PARTLY_GRANTED: ["申诉部分成立", "granted in part"],
  DISMISSED: ["驳回申诉", "dismissed"],
  REMITTED: ["发回重审", "remitted"],
};

export const STAY_GROUND: Record<StayGround, Words> = {
  OUTSIDE_PROCEDURE: ["外部程序", "an outside procedure"],
  FORCE_MAJEURE: ["不可抗力", "force majeure"],
};

export const ROUTE: Record<ReferralRoute, Words> = {
  CONSUMER_ASSOCIATION: ["消费者协会", "consumer association"],
  ADMINISTRATIVE_AUTHORITY: ["市场监督管理部门（12315）", "market supervision authority (12315)"],
  MEDIATION: ["调解", "mediation"],
  ARBITRATION: ["仲裁", "arbitration"],
  COURT: ["法院", "court"],
};

export const REFERRAL_STATUS: Record<ReferralStatus, Words> = {
  FILED: ["已提交", "filed"],
  ACCEPTED: ["已受理", "accepted"],
  PENDING: ["处理中", "pending"],
  REFUSED: ["不予受理", "refused"],
  DECIDED: ["已有结果", "decided"],
  WITHDRAWN: ["已撤回", "withdrawn"],
};

export const REFERRAL_RESULT: Record<ReferralResult, Words> = {
  SETTLED: ["达成和解", "settled"],
  FOR_CONSUMER: ["支持消费者", "for the consumer"],
  PARTLY_FOR_CONSUMER: ["部分支持消费者", "for the consumer in part"],
  FOR_PROVIDER: ["支持服务商", "for the provider"],
  NO_AGREEMENT: ["调解未成", "no agreement"],
  DISCONTINUED: ["终止，未作裁断", "discontinued"],
};

/** Open: the register may gain further values. */
export const REGISTER: Record<string, Words> = {
  RULING: ["公示处理决定", "ruling entered"],
  RULING_FINAL: ["公示处理决定生效", "ruling entered as final"],
  REVERSAL: ["公示处理决定撤销", "reversal entered"],
  PENALTY_STARTED: ["公示处理措施生效", "penalty entered as acting"],
  PENALTY_ENDED: ["公示处理措施结束", "penalty entered as over"],
  PENALTY_SUPERSEDED: ["公示处理措施被取代", "penalty entered as superseded"],
  PENALTY_RESTORED: ["公示处理措施恢复", "penalty entered as acting again"],
  PENALTY_REVERSED: ["公示处理措施撤销", "penalty entered as reversed"],
};
