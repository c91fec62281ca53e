import { DEMO_PASSWORD } from "../../accounts/passwords/demo-password.table";
import type { Role } from "../../accounts/actor/actor";
import type { Locale } from "../../platform/identity/actor";

interface DemoPerson {
  login: string;
  password: string;
  /** Who it is, in both languages, for those who print it; each by itself in `says`. */
  label: string;
  says: { en: string; zh: string };
  displayName: string;
  roles: Role[];
  locale: Locale;
}

const person = (
  login: string,
  displayName: string,
  en: string,
  zh: string,
  roles: Role[],
  locale: Locale = "zh-CN",
): DemoPerson => ({
  login,
  password: DEMO_PASSWORD,
  label: `${displayName} · ${en} · ${zh}`,
  says: { en, zh },
  displayName,
  roles,
  locale,
});

/** The people of the demo, all with the same password, which is printed at start. Never in production (setting DEMO). */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person("li.na", "李娜", "consumer, ordered a shop design", "消费者，订购了店铺设计", ["CONSUMER"]),
  person("tom", "Tom Baker", "consumer, speaks English", "消费者，使用英语", ["CONSUMER"], "en"),
  person("wang.owner", "王强", "provider's owner, 星火代运营", "服务商所有者，星火代运营", ["CONSUMER"]),
  person("zhao.staff", "赵敏", "provider's staff, 星火代运营", "服务商员工，星火代运营", ["CONSUMER"]),
  person("chen.mod", "陈静", "moderator", "处理专员", ["MODERATOR"]),
  person("liu.mod", "刘洋", "another moderator", "另一位处理专员", ["MODERATOR"]),
  person("zhou.lead", "周敏", "lead moderator", "纠纷处理主管", ["LEAD_MODERATOR"]),
  person("qian.lead", "钱涛", "another lead moderator", "另一位纠纷处理主管", ["LEAD_MODERATOR"]),
  person("gao.lead", "高洁", "a third lead moderator", "第三位纠纷处理主管", ["LEAD_MODERATOR"]),
  person("he.inspect", "何平", "inspector", "巡查员", ["INSPECTOR"]),
  person("wu.finance", "吴桐", "finance, confirms payments", "财务，确认付款", ["FINANCE"]),
  person("xu.finance", "许宁", "finance, the second person", "财务，复核", ["FINANCE"]),
  person("lin.train", "林悦", "trainer", "培训师", ["TRAINER"]),
  person("sun.audit", "孙立", "auditor", "审计", ["AUDITOR"]),
  person("admin", "管理员", "administrator: rules and accounts, no rulings", "管理员，管规则与账号，不作处理决定", [
    "ADMIN",
  ]),
];
