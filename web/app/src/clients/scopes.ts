import type { Scope } from "../api/schema.generated";
import { defineText } from "../text/language";

/** Which an API client of a provider may have, or one of the platform. */
export const SCOPES_OF = {
  PROVIDER: [
    "PROVIDER_READ",
    "LISTINGS_WRITE",
    "PROMISES_WRITE",
    "ORDERS_READ",
    "ORDERS_WRITE",
    "COMPLAINTS_READ",
    "COMPLAINTS_RESPOND",
    "COMPLAINTS_SETTLE",
    "EVIDENCE_WRITE",
    "REGISTER_READ",
    "STATISTICS_READ",
    "WEBHOOKS_MANAGE",
  ],
  PLATFORM: ["PROVIDER_READ", "ORDERS_IMPORT", "PEOPLE_WRITE", "REGISTER_READ", "STATISTICS_READ", "WEBHOOKS_MANAGE"],
} as const satisfies Record<string, readonly Scope[]>;

/** What each is called. Here and not among the labels of enums, which every page fetches. */
export const scopeText = defineText("scopes", {
  en: {
    PROVIDER_READ: "Read the business, its listings and promises",
    ORDERS_READ: "Read orders",
    ORDERS_WRITE: "Deliver orders",
    ORDERS_IMPORT: "Import orders",
    PEOPLE_WRITE: "Maintain the platform's people (SCIM)",
    COMPLAINTS_READ: "Read cases",
    COMPLAINTS_RESPOND: "Answer in cases",
    COMPLAINTS_SETTLE: "Bind the business in cases: offers, concessions",
    EVIDENCE_WRITE: "File evidence",
    LISTINGS_WRITE: "Change listings",
    PROMISES_WRITE: "Publish and withdraw promises",
    REGISTER_READ: "Read the register",
    STATISTICS_READ: "Read public figures",
    WEBHOOKS_MANAGE: "Manage webhooks",
  } satisfies Record<Scope, string>,
  zh: {
    PROVIDER_READ: "读取店铺、商品和承诺",
    ORDERS_READ: "读取订单",
    ORDERS_WRITE: "交付订单",
    ORDERS_IMPORT: "导入订单",
    PEOPLE_WRITE: "维护平台人员（SCIM）",
    COMPLAINTS_READ: "读取案件",
    COMPLAINTS_RESPOND: "回复案件",
    COMPLAINTS_SETTLE: "在案件中作出有约束力的表示：方案、认可诉求",
    EVIDENCE_WRITE: "提交证据",
    LISTINGS_WRITE: "维护商品",
    PROMISES_WRITE: "发布和撤回承诺",
    REGISTER_READ: "读取公示",
    STATISTICS_READ: "读取公开统计",
    WEBHOOKS_MANAGE: "管理 Webhook",
  },
});
