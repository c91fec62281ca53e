import type { Bilingual } from "../../platform/graphql/bilingual";
import type { PlatformPromise } from "./platform-promise.types";
import type { PromiseKind } from "./promise-kind.types";

/**
 * What the platform promises whoever orders, as a new database begins with it. These are the first versions: `publishPlatformPromise`
 * publishes the next, and these stay as they are, since `redress verify` compares them. They are plain words of the platform, not the text of a law.
 */
export const PLATFORM_PROMISES: Record<PlatformPromise, { kind: PromiseKind; text: Omit<Bilingual, "text"> }> = {
  AS_DESCRIBED: {
    kind: "QUALITY",
    text: {
      zhCN: "交付的服务或商品与商品页面的描述相符，没有隐瞒的缺陷。",
      en: "What is delivered is what the listing describes, without hidden defects.",
    },
  },
  DELIVERED: {
    kind: "DELIVERY_TIME",
    text: {
      zhCN: "付款购买的服务或商品会实际交付；没有约定时间的，在合理时间内交付。",
      en: "What was paid for is delivered; where no time was agreed, within a reasonable time.",
    },
  },
  LAWFUL_RETURN: {
    kind: "RETURN_REFUND",
    text: {
      zhCN: "消费者权益保护法律规定可以退货或者退款的，服务商依法退货退款；法律规定的例外同样适用。",
      en: "Where consumer protection law gives a right to return or to a refund, the provider grants it; the exceptions of the law apply, too.",
    },
  },
  PERSONAL_DATA: {
    kind: "CONFIDENTIALITY",
    text: {
      zhCN: "个人信息只用于履行订单，依个人信息保护法律妥善保管，不泄露，不转卖。",
      en: "Personal data is used for the order only, kept safe as the law on personal information demands, and neither leaked nor sold.",
    },
  },
  PAID_HERE: {
    kind: "OTHER",
    text: {
      zhCN: "不要求消费者在平台之外付款，也不要求在平台之外私下了结纠纷。",
      en: "Nobody is asked to pay outside the platform, or to settle a dispute behind its back.",
    },
  },
  HONEST: {
    kind: "OTHER",
    text: {
      zhCN: "不以虚假的事实或者故意隐瞒真相的方式欺骗消费者。",
      en: "Nobody is deceived on purpose, neither by false statements nor by hiding the truth.",
    },
  },
  NO_RETALIATION: {
    kind: "OTHER",
    text: {
      zhCN: "不因投诉或评价而威胁、骚扰、报复消费者。",
      en: "Nobody is threatened, harassed or punished for a complaint or a review.",
    },
  },
  SAFE: {
    kind: "OTHER",
    text: {
      zhCN: "服务和商品不危及人身和财产安全。",
      en: "Neither the service nor the goods put people or their property in danger.",
    },
  },
};
