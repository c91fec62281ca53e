import type { CompensationBasis, FinalAnswer, RemedyKind, Severity } from "../../../case/complaints/case-enums.types";
import type { ReturnStatus, Side, Verdict } from "../../../case/complaints/complaint-guards.pure";
import type { BreachClass, ClosureReason, ComplaintStatus } from "../../../case/complaints/complaint.lifecycle";
import type { Audience } from "../../../case/complaints/complaint.policy";
import type { CaseRequestKind } from "../../../case/evidence/case-request.entity";
import type { EvidenceKind, EvidenceStatus, LateEvidenceDecision } from "../../../case/evidence/evidence-enums.types";
import type { MessageAuthor } from "../../../case/negotiation/message.entity";
import type { OfferStatus } from "../../../case/negotiation/offer.entity";
import type { BuyerKind } from "../../../market/orders/buyer-kind.types";
import type { OrderStatus } from "../../../market/orders/order-status.types";
import type { PromiseKind } from "../../../market/promises/promise-kind.types";
import type { TermName } from "../../../market/promises/terms-by-kind.pure";
import type { ReturnCondition } from "../../../case/returns/return-case.entity";
import type { Words } from "./words";

export const STATUS: Record<ComplaintStatus, Words> = {
  NEGOTIATING: ["协商中", "negotiating"],
  SETTLING: ["和解履行中", "settling"],
  SUBMITTED: ["已提交平台", "before the platform"],
  INFO_REQUESTED: ["待补充资料", "information requested"],
  EVIDENCE: ["举证中", "evidence stage"],
  UNDER_REVIEW: ["审理中", "under review"],
  RULED: ["已作出处理决定（申诉期内）", "ruled, open to appeal"],
  APPEALED: ["申诉审理中", "appealed"],
  ENFORCING: ["处理决定履行中", "being enforced"],
  STAYED: ["中止", "stayed"],
  CLOSED: ["已结案", "closed"],
};

export const CLOSURE: Record<ClosureReason, Words> = {
  SETTLED: ["和解", "settled"],
  WITHDRAWN: ["撤回投诉", "withdrawn"],
  NOT_ACCEPTED: ["未受理", "not accepted"],
  EXPIRED: ["消费者超时未回应，自动关闭", "expired"],
  DISMISSED: ["驳回", "dismissed"],
  REMEDIED: ["已履行", "remedied"],
  UNREMEDIED: ["未履行", "not remedied"],
  COMPENSATED: ["已按承诺赔付", "compensated as promised"],
  EXTERNAL: ["由外部机构处理", "decided outside"],
};

export const BREACH_CLASS: Record<BreachClass, Words> = {
  ORDINARY: ["一般违约", "an ordinary breach"],
  FRAUD: ["欺诈", "fraud"],
  DATA_LEAK: ["泄露个人信息", "leak of personal data"],
  RETALIATION: ["打击报复", "retaliation"],
  SAFETY: ["危及安全", "danger to safety"],
};

export const REMEDY: Record<RemedyKind, Words> = {
  REFUND_FULL: ["全额退款", "full refund"],
  REFUND_PART: ["部分退款", "partial refund"],
  RETURN_AND_REFUND: ["退货退款", "return and refund"],
  REPLACE: ["更换", "replacement"],
  REPERFORM: ["重新履行", "doing it again"],
  EXTEND_SERVICE: ["延长服务", "longer service"],
  CREDIT: ["代金券", "credit"],
  COMPENSATION: ["赔偿", "compensation"],
  APOLOGY: ["道歉", "apology"],
};

export const BASIS: Record<CompensationBasis, Words> = {
  STATUTORY: ["法定", "granted by law"],
  PROMISED: ["服务商承诺", "promised by the provider"],
  ACTUAL_LOSS: ["实际损失", "actual loss"],
};

export const SIDE: Record<Side | MessageAuthor | "MODERATOR" | "SYSTEM", Words> = {
  CONSUMER: ["消费者", "consumer"],
  PROVIDER: ["服务商", "provider"],
  PLATFORM: ["平台", "platform"],
  MODERATOR: ["平台纠纷处理专员", "moderator"],
  SYSTEM: ["系统", "system"],
};

export const SEEN_BY: Record<Audience, Words> = {
  PUBLIC: ["公开", "everybody"],
  PARTIES: ["双方", "both sides"],
  SIDES: ["仅双方", "both sides only"],
  CONSUMER_SIDE: ["仅消费者与平台", "consumer and platform only"],
  PROVIDER_SIDE: ["仅服务商与平台", "provider and platform only"],
  STAFF: ["仅平台", "platform only"],
};

export const ORDER_STATUS: Record<OrderStatus, Words> = {
  PLACED: ["已下单", "placed"],
  DELIVERED: ["已交付", "delivered"],
  COMPLETED: ["已完成", "completed"],
  CANCELLED: ["已取消", "cancelled"],
};

export const BUYER: Record<BuyerKind, Words> = {
  CONSUMER: ["生活消费", "living needs"],
  BUSINESS: ["经营需要", "a business"],
};

export const PROMISE: Record<PromiseKind, Words> = {
  PRICE: ["价格", "price"],
  GIFT_OR_DISCOUNT: ["赠品或优惠", "gift or discount"],
  QUALITY: ["质量", "quality"],
  DELIVERY_TIME: ["交付时间", "delivery time"],
  AFTER_SALES: ["售后服务", "after-sales service"],
  RETURN_REFUND: ["退货退款", "return and refund"],
  CONFIDENTIALITY: ["保密", "confidentiality"],
  AVAILABILITY: ["可用性", "availability"],
  OTHER: ["其他", "other"],
};

export const TERM: Record<TermName, Words> = {
  maxPrice: ["最高价格", "price at most"],
  currency: ["币种", "currency"],
  giftDescription: ["赠品", "gift"],
  discountPercent: ["折扣（%）", "discount, per cent"],
  qualityStandard: ["质量标准", "quality standard"],
  defectRatePercent: ["次品率上限（%）", "defects at most, per cent"],
  compensationPercentPerDay: ["迟延每日赔偿（价格的百分比）", "compensation a day, per cent of the price"],
  compensationCapPercent: ["赔偿封顶（价格的百分比）", "compensation at most, per cent of the price"],
  compensationAmount: ["违约赔偿金额", "compensation when broken"],
  withinHours: ["交付时限（下单后小时数）", "delivered within, hours from the order"],
  supportDays: ["售后期（天）", "support, days"],
  responseWithinHours: ["响应时限（小时）", "answers within, hours"],
  returnDays: ["退货期（天）", "return, days"],
  goodsIntact: ["须商品完好", "goods must be intact"],
  dataRetentionDays: ["资料保留（天）", "data kept, days"],
  availabilityPercent: ["可用率下限（%）", "usable at least, per cent"],
};

export const OFFER_STATUS: Record<OfferStatus, Words> = {
  OPEN: ["待答复", "open"],
  ACCEPTED: ["已接受", "accepted"],
  DECLINED: ["已拒绝", "declined"],
  COUNTERED: ["对方已提出反提案", "countered"],
  WITHDRAWN: ["已撤回", "withdrawn"],
  EXPIRED: ["已过期", "expired"],
};

export const FINAL_ANSWER: Record<FinalAnswer, Words> = {
  MONETARY_RELIEF: ["给予金钱补偿", "monetary relief"],
  NON_MONETARY_RELIEF: ["给予非金钱补偿", "non-monetary relief"],
  EXPLANATION: ["作出解释", "an explanation"],
  REFUSED: ["不予答复", "refused"],
};

export const VERDICT: Record<Verdict, Words> = {
  SOLVED: ["已解决", "solved"],
  PARTLY_SOLVED: ["部分解决", "partly solved"],
  NOT_SOLVED: ["未解决", "not solved"],
};

export const RETURN_STATUS: Record<ReturnStatus, Words> = {
  OPEN: ["待寄回", "to be sent"],
  SHIPPED: ["已寄出", "shipped"],
  RECEIVED: ["已收到，应退款", "received, refund due"],
  REJECTED: ["被拒收", "rejected"],
  CONTESTED: ["有异议", "contested"],
  LAPSED: ["已失效", "lapsed"],
  REFUNDED: ["已退款", "refunded"],
};

export const CONDITION: Record<ReturnCondition, Words> = {
  INTACT: ["商品完好", "intact"],
  DAMAGED: ["损坏或使用过", "damaged"],
  EMPTY_PARCEL: ["空包裹", "empty parcel"],
  WRONG_ITEM: ["错误商品", "wrong item"],
  NOT_ARRIVED: ["未收到", "not arrived"],
};

export const REQUEST: Record<CaseRequestKind, Words> = {
  INFORMATION: ["补充资料", "information"],
  EVIDENCE: ["补充证据", "evidence"],
};

export const EVIDENCE_STATUS: Record<Exclude<EvidenceStatus, "PENDING" | "REFUSED">, Words> = {
  STORED: ["有效", "stored"],
  SUPERSEDED: ["已被替换", "superseded"],
};

export const LATE: Record<LateEvidenceDecision, Words> = {
  ADMITTED: ["逾期，已采纳", "late, admitted"],
  NOT_ADMITTED: ["逾期，不予采纳", "late, not admitted"],
};

export const SEVERITY: Record<Severity, Words> = {
  L1: ["L1 轻微", "L1 minor"],
  L2: ["L2 一般", "L2 material"],
  L3: ["L3 严重", "L3 serious"],
  L4: ["L4 特别严重", "L4 critical"],
};

export const EVIDENCE: Record<EvidenceKind, Words> = {
  ORDER_RECORD: ["订单记录", "order record"],
  PROMISE_CAPTURE: ["承诺截图", "capture of the promise"],
  CHAT_LOG: ["聊天记录", "chat log"],
  EMAIL: ["电子邮件", "e-mail"],
  CALL_RECORD: ["通话记录", "call record"],
  SCREENSHOT: ["截图", "screenshot"],
  PHOTO: ["照片", "photo"],
  VIDEO: ["视频", "video"],
  AUDIO: ["录音", "sound recording"],
  INVOICE: ["发票", "invoice"],
  RECEIPT: ["付款凭证", "receipt"],
  BANK_STATEMENT: ["账户流水", "bank statement"],
  CONTRACT: ["合同", "contract"],
  DELIVERY_PROOF: ["交付证明", "proof of delivery"],
  TRACKING_RECORD: ["物流记录", "tracking record"],
  RETURN_PROOF: ["退货证明", "proof of return"],
  REFUND_PROOF: ["退款证明", "proof of refund"],
  INSPECTION_REPORT: ["检验报告", "inspection report"],
  EXPERT_OPINION: ["专家意见", "expert opinion"],
  WITNESS_STATEMENT: ["证人证言", "witness statement"],
  IDENTITY_DOCUMENT: ["身份证件", "identity document"],
  OTHER: ["其他", "other"],
};
