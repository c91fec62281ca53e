import { BadgeCheck, CalendarClock, Gavel, Gift, Tag, Truck, Wrench, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { PromiseSlip } from "../design/promise-slip";
import { formatDate } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { HomeQuery } from "./home.generated";
import { PROMISE_ICONS } from "../design/promise-icons";

const text = defineText("homeSlip", {
  en: {
    real: "A ruling in the public register",
    head: "Public register · No. {{number}} · {{day}}",
    upheld: "UPHELD",
    rule: "Rule {{code}}",
    measure: "Measure against the provider",
    appealable: "Either side may appeal until",
    final: "Final since",
    stamp: "成立",
    example: "An example: promises that were sealed, and the ruling about them",
    exampleHead: "Example · an order and what became of it",
    delivery: "First draft within 48 hours of payment",
    gift: "Three posters with the design",
    after: "Free changes for 30 days",
    late: "71 hours",
    missing: "0 of 3",
    kept: "✓ kept",
    verdict: "Ruling: upheld in part",
    verdictText: "Part of the price is refunded, by a fixed day. Anyone can read why.",
    good: "兑现",
    madeGood: "MADE GOOD",
  },
  zh: {
    real: "公示登记簿中的处理决定",
    head: "公示登记簿 · 第 {{number}} 号 · {{day}}",
    upheld: "投诉成立",
    rule: "规则 {{code}}",
    measure: "对服务商的处理措施",
    appealable: "双方可申诉至",
    final: "生效时间",
    stamp: "成立",
    example: "示例：封存的承诺，以及对承诺的处理决定",
    exampleHead: "示例 · 一笔订单的经过",
    delivery: "付款后 48 小时内交付初稿",
    gift: "随设计赠送三张海报",
    after: "30 天内免费修改",
    late: "71 小时",
    missing: "0 / 3",
    kept: "✓ 已兑现",
    verdict: "处理决定：投诉部分成立",
    verdictText: "限期退还部分价款，理由人人可查。",
    good: "兑现",
    madeGood: "补救到位",
  },
});

type Entry = HomeQuery["sealed"]["nodes"][number];

/** By the first word of a rule's code. */
const RULE_ICONS: Readonly<Record<string, LucideIcon>> = {
  DELIVERY: Truck,
  GIFT: Gift,
  QUALITY: BadgeCheck,
  PRICE: Tag,
  AFTERSALES: Wrench,
};

const MOST = 3;

/** The newest ruling that upheld a complaint; while there is none, what one could look like. */
export function HomeSlip({ entry }: { entry: Entry | undefined }): ReactNode {
  return entry?.stated.ruling && entry.ruling ? (
    <Real entry={entry} stated={entry.stated.ruling} rules={entry.ruling.ruleVersions} />
  ) : (
    <Example />
  );
}

function Real({
  entry: { id, number, at, stated: whole },
  stated,
  rules,
}: {
  entry: Entry;
  stated: NonNullable<Entry["stated"]["ruling"]>;
  rules: NonNullable<Entry["ruling"]>["ruleVersions"];
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const broken = rules.slice(0, 2).map((rule) => ({
    key: rule.id,
    icon: RULE_ICONS[rule.code.split("-")[0] ?? ""] ?? Gavel,
    name: say("rule", { code: rule.code }),
    text: rule.title.text,
    badge: <Badge tone="bad">{label("Severity", rule.severity)}</Badge>,
  }));
  const measures = stated.penalties.slice(0, 1).map((penalty) => ({
    key: "measure",
    icon: Gavel,
    name: say("measure"),
    text: penalty.reason,
    badge: <Badge tone="warn">{label("PenaltyKind", penalty.kind)}</Badge>,
  }));
  const last = stated.finalAt ?? stated.appealableUntil;
  const until = last
    ? [
        {
          key: "until",
          icon: CalendarClock,
          name: say(stated.finalAt ? "final" : "appealable"),
          text: formatDate(last),
        },
      ]
    : [];
  return (
    <PromiseSlip
      label={say("real")}
      head={say("head", { number, day: formatDate(at) })}
      lines={[...broken, ...measures, ...until].slice(0, MOST)}
      verdict={
        <Link to={`/public-register/${id}`}>
          {whole.providerName} · {label("RulingOutcome", stated.outcome)}
        </Link>
      }
      text={stated.publicText}
      stamp={{ text: say("stamp"), under: say("upheld") }}
    />
  );
}

function Example(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const lines = [
    { kind: "DELIVERY_TIME", words: "delivery", badge: <Badge tone="bad">{say("late")}</Badge> },
    { kind: "GIFT_OR_DISCOUNT", words: "gift", badge: <Badge tone="bad">{say("missing")}</Badge> },
    { kind: "AFTER_SALES", words: "after", badge: <Badge tone="good">{say("kept")}</Badge> },
  ] as const;
  return (
    <PromiseSlip
      label={say("example")}
      head={say("exampleHead")}
      lines={lines.map(({ kind, words, badge }) => ({
        key: kind,
        icon: PROMISE_ICONS[kind],
        name: label("PromiseKind", kind),
        text: say(words),
        badge,
      }))}
      verdict={say("verdict")}
      text={say("verdictText")}
      stamp={{ text: say("good"), under: say("madeGood") }}
    />
  );
}
