import type { Role } from "../api/schema.generated";
import { defineText } from "../text/language";
import { isStaff, type Viewer } from "./viewer";

export const navigationText = defineText("navigation", {
  en: {
    search: "Find a provider",
    register: "Public register",
    guides: "Guides",
    rules: "Rules",
    orders: "My orders",
    cases: "My cases",
    business: "My business",
    desk: "Desk",
    figures: "Workload",
    lead: "Lead",
    inspections: "Inspections",
    vetting: "Vetting",
    training: "Training",
    guideEditor: "Guide editor",
    drafts: "Rule drafts",
    statistics: "Statistics",
    audit: "Audit",
    accounts: "Accounts",
    inbox: "Inbox",
  },
  zh: {
    search: "找服务商",
    register: "公示",
    guides: "指南",
    rules: "规则",
    orders: "我的订单",
    cases: "我的投诉",
    business: "我的店铺",
    desk: "工作台",
    figures: "工作量",
    lead: "主管",
    inspections: "巡查",
    vetting: "审核入驻",
    training: "培训",
    guideEditor: "指南编辑",
    drafts: "规则草案",
    statistics: "统计",
    audit: "审计",
    accounts: "账号",
    inbox: "消息",
  },
});

interface Entry {
  to: string;
  text: keyof (typeof navigationText)["texts"]["en"];
}

const PUBLIC: readonly Entry[] = [
  { to: "/search", text: "search" },
  { to: "/public-register", text: "register" },
  { to: "/guides", text: "guides" },
];

const WORK: readonly (Entry & { roles: readonly Role[] })[] = [
  { to: "/desk", text: "desk", roles: ["MODERATOR", "LEAD_MODERATOR"] },
  { to: "/desk/figures", text: "figures", roles: ["MODERATOR", "LEAD_MODERATOR", "AUDITOR"] },
  { to: "/lead", text: "lead", roles: ["LEAD_MODERATOR"] },
  { to: "/inspections", text: "inspections", roles: ["INSPECTOR", "LEAD_MODERATOR", "AUDITOR"] },
  { to: "/vetting", text: "vetting", roles: ["INSPECTOR", "AUDITOR"] },
  { to: "/training", text: "training", roles: ["TRAINER", "AUDITOR"] },
  { to: "/guide-editor", text: "guideEditor", roles: ["TRAINER"] },
  { to: "/rule-drafts", text: "drafts", roles: ["ADMIN", "LEAD_MODERATOR", "AUDITOR"] },
  { to: "/statistics", text: "statistics", roles: ["LEAD_MODERATOR", "AUDITOR", "ADMIN", "INSPECTOR"] },
  { to: "/audit", text: "audit", roles: ["AUDITOR"] },
  { to: "/accounts", text: "accounts", roles: ["ADMIN"] },
];

/** Where a person's work is. What they may do there the server says. */
export function navigationOf(viewer: Viewer | null): Entry[] {
  const roles = viewer?.roles ?? [];
  const work = WORK.filter((entry) => entry.roles.some((role) => roles.includes(role)));
  if (isStaff(viewer)) return [...work, ...PUBLIC];
  const mine: Entry[] = viewer
    ? [
        { to: "/orders", text: "orders" },
        { to: "/cases", text: "cases" },
        { to: "/business", text: "business" },
      ]
    : [];
  return [...mine, ...PUBLIC];
}
