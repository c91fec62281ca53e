import { DEMO_PASSWORD } from "../../accounts/passwords/demo-password.table";
import type { Role } from "../../accounts/actor/actor";
import type { Locale } from "../../platform/identity/actor";

interface DemoPerson {
  login: string;
  password: string;
  label: string;
  displayName: string;
  roles: Role[];
  locale: Locale;
}

const person = (
  login: string,
  displayName: string,
  label: string,
  roles: Role[],
  locale: Locale = "zh-CN",
): DemoPerson => ({ login, password: DEMO_PASSWORD, label: `${displayName} · ${label}`, displayName, roles, locale });

/** The people of the demo, all with the same password, which is printed at start. Never in production (setting DEMO). */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person("li.na", "李娜", "consumer 消费者 · ordered a shop design", ["CONSUMER"]),
  person("tom", "Tom Baker", "consumer 消费者 · speaks English", ["CONSUMER"], "en"),
  person("wang.owner", "王强", "provider's owner 服务商所有者 · 星火代运营", ["CONSUMER"]),
  person("zhao.staff", "赵敏", "provider's staff 服务商员工 · 星火代运营", ["CONSUMER"]),
  person("chen.mod", "陈静", "moderator 处理专员", ["MODERATOR"]),
  person("liu.mod", "刘洋", "another moderator 另一位处理专员", ["MODERATOR"]),
  person("zhou.lead", "周敏", "lead moderator 纠纷处理主管", ["LEAD_MODERATOR"]),
  person("qian.lead", "钱涛", "another lead moderator 另一位纠纷处理主管", ["LEAD_MODERATOR"]),
  person("gao.lead", "高洁", "a third lead moderator 第三位纠纷处理主管", ["LEAD_MODERATOR"]),
  person("he.inspect", "何平", "inspector 巡查员", ["INSPECTOR"]),
  person("wu.finance", "吴桐", "finance 财务 · confirms payments", ["FINANCE"]),
  person("xu.finance", "许宁", "finance, the second person 财务复核", ["FINANCE"]),
  person("lin.train", "林悦", "trainer 培训师", ["TRAINER"]),
  person("sun.audit", "孙立", "auditor 审计", ["AUDITOR"]),
  person("admin", "管理员", "administrator 管理员 · rules and accounts, no rulings", ["ADMIN"]),
];
