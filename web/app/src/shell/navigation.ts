import {
  BadgeCheck,
  BookOpen,
  ChartLine,
  ClipboardCheck,
  Gavel,
  GraduationCap,
  Handshake,
  Landmark,
  LayoutList,
  Package,
  PenLine,
  Scale,
  ScrollText,
  Search,
  SlidersHorizontal,
  Split,
  Store,
  UserCog,
  Users,
  Wallet,
  type LucideIcon,
} from "lucide-react";
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
    platformPromises: "Platform promises",
    accounts: "Accounts",
    routing: "Routing of cases",
    inbox: "Inbox",
    lookInto: "Look into",
    know: "Know",
    see: "See",
    manage: "Manage",
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
    platformPromises: "平台承诺",
    accounts: "账号",
    routing: "案件分流",
    inbox: "消息",
    lookInto: "巡查与审核",
    know: "规则与知识",
    see: "数据",
    manage: "管理",
  },
});

type Text = keyof (typeof navigationText)["texts"]["en"];

export interface Entry {
  to: string;
  text: Text;
  icon: LucideIcon;
  /** Pages beneath it whose addresses do not begin with its own. */
  leadsTo?: RegExp;
}

const PUBLIC: readonly Entry[] = [
  { to: "/search", text: "search", icon: Search, leadsTo: /^\/(providers|listings|compare)\b/ },
  { to: "/public-register", text: "register", icon: Landmark },
  { to: "/guides", text: "guides", icon: BookOpen },
];

interface Work extends Entry {
  /** For whom it is their work. */
  opens: Operation;
  /** What others do or read there; they come by its address. */
  alsoFor?: readonly Operation[];
}

/** Under which heading they stand at the side of the staff's pages; what one decides stands above all headings. */
const WORK: readonly { under: Text | null; pages: readonly Work[] }[] = [
  {
    under: null,
    pages: [
      {
        to: "/desk",
        text: "desk",
        icon: LayoutList,
        leadsTo: /^\/cases\//,
        opens: "takeComplaint",
        alsoFor: ["moderationQueue"],
      },
      {
        to: "/lead",
        text: "lead",
        icon: Scale,
        opens: "decideAppeal",
        alsoFor: ["saveRoutingRules", "rulingsAwaitingApproval"],
      },
    ],
  },
  {
    under: "lookInto",
    pages: [
      {
        to: "/inspections",
        text: "inspections",
        icon: ClipboardCheck,
        opens: "inspectionsUpdated",
        alsoFor: ["inspections"],
      },
      { to: "/vetting", text: "vetting", icon: BadgeCheck, opens: "vettingQueue" },
      { to: "/finance", text: "finance", icon: Wallet, opens: "payments" },
    ],
  },
  {
    under: "know",
    pages: [
      { to: "/training", text: "training", icon: GraduationCap, opens: "enrolments" },
      { to: "/guide-editor", text: "guideEditor", icon: PenLine, opens: "saveGuideDraft" },
      { to: "/rule-drafts", text: "drafts", icon: Gavel, opens: "ruleDrafts" },
    ],
  },
  {
    under: "see",
    pages: [
      { to: "/statistics", text: "statistics", icon: ChartLine, opens: "statistics" },
      { to: "/desk/figures", text: "figures", icon: Users, opens: "deskFigures" },
      { to: "/audit", text: "audit", icon: ScrollText, opens: "transparencyExport" },
    ],
  },
  {
    under: "manage",
    pages: [
      {
        to: "/house-rules/changes",
        text: "houseRuleChanges",
        icon: SlidersHorizontal,
        opens: "approveHouseRuleChange",
        alsoFor: ["houseRuleChanges"],
      },
      { to: "/platform-promises", text: "platformPromises", icon: Handshake, opens: "publishPlatformPromise" },
      // A part of the lead's page, which leads only read.
      { to: "/lead?tab=routing", text: "routing", icon: Split, opens: "saveRoutingRules" },
      { to: "/accounts", text: "accounts", icon: UserCog, opens: "roleGrants", alsoFor: ["accounts"] },
    ],
  },
];

/** Whether the viewer does or reads anything on this page, if it is one of work. */
export function isPageOpen(viewer: Viewer, pathname: string): boolean {
  const work = WORK.flatMap(({ pages }) => pages).find(({ to }) => to === pathname);
  return !work || [work.opens, ...(work.alsoFor ?? [])].some((operation) => isOpen(viewer, operation));
}

export interface Group {
  under: Text | null;
  pages: readonly Entry[];
}

/** The pages for a person's work, and those for everybody. The server decides what one may do there. */
export function groupsOf(viewer: Viewer | null): Group[] {
  if (!isStaff(viewer)) return [{ under: null, pages: [...ownOf(viewer), ...PUBLIC] }];
  const groups: Group[] = WORK.map(({ under, pages }) => ({
    under,
    pages: pages.filter(({ opens }) => isOpen(viewer, opens)),
  }));
  // What everybody may read is knowledge for those who work here.
  return groups
    .map((group) => (group.under === "know" ? { ...group, pages: [...group.pages, ...PUBLIC] } : group))
    .filter(({ pages }) => pages.length > 0);
}

function ownOf(viewer: Viewer | null): Entry[] {
  if (!viewer) return [];
  const sells: Entry = { to: "/business", text: "business", icon: Store };
  const buys: Entry[] = [
    { to: "/orders", text: "orders", icon: Package },
    { to: "/cases", text: "cases", icon: Scale },
  ];
  return viewer.memberships?.length ? [sells, ...buys] : buys;
}

export const navigationOf = (viewer: Viewer | null): Entry[] => groupsOf(viewer).flatMap(({ pages }) => pages);

/** Where somebody begins who has just signed in: at their own work. */
export function startOf(viewer: Viewer): string {
  return navigationOf(viewer)[0]?.to ?? "/search";
}
