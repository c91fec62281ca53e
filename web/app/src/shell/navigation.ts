import { defineText } from "../text/language";
import { isOpen, isStaff, type Operation, type Viewer } from "./viewer";

export const navigationText = defineText("navigation", {
  en: {
    search: "Find a provider",
    register: "Public register",
    guides: "Guides",
    rules: "Rules",
    houseRules: "Time limits and numbers",
    publicFigures: "How complaints went",
    orders: "My orders",
    cases: "My cases",
    business: "My business",
    desk: "Desk",
    figures: "Workload",
    lead: "Lead",
    inspections: "Inspections",
    vetting: "Vetting",
    finance: "Finance",
    training: "Training",
    guideEditor: "Guide editor",
    drafts: "Rule drafts",
    statistics: "Statistics",
    audit: "Audit",
    houseRuleChanges: "Changes of numbers",
    accounts: "Accounts",
    inbox: "Inbox",
  },
  zh: {
    search: "找服务商",
    register: "公示",
    guides: "指南",
    rules: "规则",
    houseRules: "时限与标准",
    publicFigures: "投诉处理情况",
    orders: "我的订单",
    cases: "我的投诉",
    business: "我的店铺",
    desk: "工作台",
    figures: "工作量",
    lead: "主管",
    inspections: "巡查",
    vetting: "入驻审核",
    finance: "财务",
    training: "培训",
    guideEditor: "指南编辑",
    drafts: "规则草案",
    statistics: "统计",
    audit: "审计",
    houseRuleChanges: "变更标准",
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

/** `opens`: for whom it is their work. `alsoFor`: what others do or read there; they come by its address. */
const WORK: readonly (Entry & { opens: Operation; alsoFor?: readonly Operation[] })[] = [
  { to: "/desk", text: "desk", opens: "takeComplaint", alsoFor: ["moderationQueue"] },
  { to: "/desk/figures", text: "figures", opens: "deskFigures" },
  { to: "/lead", text: "lead", opens: "decideAppeal", alsoFor: ["saveRoutingRules", "rulingsAwaitingApproval"] },
  { to: "/inspections", text: "inspections", opens: "inspectionsUpdated", alsoFor: ["inspections"] },
  { to: "/vetting", text: "vetting", opens: "vettingQueue" },
  { to: "/finance", text: "finance", opens: "payments" },
  { to: "/training", text: "training", opens: "enrolments" },
  { to: "/guide-editor", text: "guideEditor", opens: "saveGuideDraft" },
  { to: "/rule-drafts", text: "drafts", opens: "ruleDrafts" },
  { to: "/statistics", text: "statistics", opens: "statistics" },
  { to: "/audit", text: "audit", opens: "transparencyExport" },
  {
    to: "/house-rules/changes",
    text: "houseRuleChanges",
    opens: "approveHouseRuleChange",
    alsoFor: ["houseRuleChanges"],
  },
  { to: "/accounts", text: "accounts", opens: "roleGrants", alsoFor: ["accounts"] },
];

/** Whether the viewer does or reads anything on this page, if it is one of work. */
export function isPageOpen(viewer: Viewer, pathname: string): boolean {
  const work = WORK.find(({ to }) => to === pathname);
  return !work || [work.opens, ...(work.alsoFor ?? [])].some((operation) => isOpen(viewer, operation));
}

/** The pages for a person's work. The server decides what they may do there. */
export function navigationOf(viewer: Viewer | null): Entry[] {
  const work = WORK.filter(({ opens }) => isOpen(viewer, opens));
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
