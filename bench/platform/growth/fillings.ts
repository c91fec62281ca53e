import { DAY, HOUR } from "../../../src/platform/time";
import { idOf, oneOf, random, skewed } from "./expressions";

/** How many rows a table gets, and what is in them: SQL for each column. The others are null, zero or `{}`. */
export interface Filling {
  table: string;
  rows: number;
  columns: Readonly<Record<string, string>>;
}

export interface Sizes {
  cases: number;
  providers: number;
  consumers: number;
  listings: number;
  rulings: number;
  penalties: number;
  entries: number;
  events: number;
}

export const sizesOf = (cases: number): Sizes => ({
  cases,
  providers: part(cases, 100),
  consumers: part(cases, 20),
  listings: part(cases, 50),
  rulings: part(cases, 2),
  penalties: part(cases, 3),
  entries: cases,
  events: cases,
});

export const part = (cases: number, of: number): number => Math.max(20, Math.floor(cases / of));

/** In texts; the first ones are in very many of them. */
export const WORDS =
  "服务 加价 退款 上门 维修 清洁 空调 搬家 价格 保修 延误 质量 赠品 发票 客服 直播 培训 装修 商标 招聘 记账 拍摄 设计 推广 late broken refund price repair cleaning promise guarantee invoice delivery quality nobody twice charged gift never 收据 聊天 押金 合同 取消 重复 漏水 噪音 甲醛 隐瞒".split(
    " ",
  );
const CATEGORIES =
  "HOME live-commerce short-video shop-design customer-service trademark training recruiting accounting legal".split(
    " ",
  );
const KINDS = "PRICE DELIVERY_TIME AFTER_SALES RETURN_REFUND QUALITY GIFT_OR_DISCOUNT AVAILABILITY".split(" ");

const text = (value: string): string => `'${value}'`;

/** One of the values, the first far more often than the last. */
const among = (salt: number, values: readonly string[]): string =>
  `CASE ${skewed(salt, values.length)} ${values.map((value, index) => `WHEN ${index} THEN ${text(value)}`).join(" ")} END`;

/** Places of the words of a text, by `salt`. */
export const placesOfWords = (salt: number): string[] => [0, 10].map((more) => skewed(salt + more, WORDS.length));

const words = (salt: number): string =>
  placesOfWords(salt)
    .map((place) => `(SELECT w.word FROM growth_word w WHERE w.place = ${place})`)
    .join(", ' ', ");

export const TITLE = { complaint: 500, order: 600, provider: 700, account: 800 };

/** The ids of the rules that rulings cite, the most cited first. */
export interface CitedRule {
  id: string;
  code: string;
}

/** The tables of a market, 300 days old at `now`. */
export function fillings(sizes: Sizes, now: number, rules: readonly CitedRule[]): Filling[] {
  const { cases, providers, consumers, listings, rulings, penalties, entries, events } = sizes;
  const began = now - 300 * DAY;
  const passed = (of: number): string => `${began} + n.i * ${Math.floor((300 * DAY) / of)}`;
  const provider = (salt: number): string => idOf("prv", `1 + ${skewed(salt, providers)}`);
  const consumer = (salt: number): string => idOf("acc", `1 + ${skewed(salt, consumers)}`);
  const any = (prefix: string, of: number, salt: number): string => idOf(prefix, `1 + ${random(salt, of)}`);
  const open = `${random(9, 1_000)} < 350`;
  const due = `(${now - 2 * DAY} + ${random(33, 16 * DAY)})`;
  const severity = oneOf(27, [text("L3"), 30], [text("L1"), 300], [text("L2"), 670]);
  const rule = (of: "id" | "code", salt: number): string =>
    among(
      salt,
      rules.map((each) => each[of]),
    );
  // Each case, with its order and its ruling, has one consumer and one provider: those of the same number.
  const ofCase = { consumer_id: consumer(1), provider_id: provider(3) };

  return [
    {
      table: "account",
      rows: consumers + providers,
      columns: {
        id: idOf("acc", "n.i"),
        login: "CONCAT('user', n.i)",
        display_name: `CONCAT(${words(TITLE.account)})`,
        roles: oneOf(5, [text('["MODERATOR"]'), 1], [text('["CONSUMER","TRAINER"]'), 1], [text('["CONSUMER"]'), 998]),
        locale: text("en"),
        status: `CASE WHEN n.i = 1 OR n.i > ${consumers} THEN 'ACTIVE' ELSE ${oneOf(6, [text("SUSPENDED"), 15], [text("CLOSED"), 5], [text("ACTIVE"), 980])} END`,
        token_version: "1",
        created_at: passed(consumers + providers),
      },
    },
    {
      table: "provider",
      rows: providers,
      columns: {
        id: idOf("prv", "n.i"),
        legal_name: `CONCAT(${words(TITLE.provider)}, '有限公司')`,
        licence_no: "CONCAT('9131', n.i)",
        licence_key: "CONCAT('9131', n.i)",
        status: `CASE WHEN n.i = 1 THEN 'ACTIVE' ELSE ${oneOf(7, [text("IN_REVIEW"), 30], [text("REJECTED"), 20], [text("TERMINATED"), 10], [text("RESTRICTED"), 20], [text("ACTIVE"), 920])} END`,
        created_at: passed(providers),
      },
    },
    {
      table: "provider_member",
      rows: providers,
      columns: {
        id: idOf("mem", "n.i"),
        provider_id: idOf("prv", "n.i"),
        account_id: idOf("acc", `${consumers} + n.i`),
        role: text("OWNER"),
        added_at: passed(providers),
      },
    },
    {
      table: "api_client",
      rows: 20,
      columns: {
        id: idOf("apc", "n.i"),
        provider_id: idOf("prv", "n.i"),
        name: text("ERP"),
        scopes: text('["COMPLAINTS_READ","WEBHOOKS_MANAGE"]'),
        addresses: text("[]"),
        created_by_id: idOf("acc", `${consumers} + n.i`),
        created_at: passed(20),
      },
    },
    {
      table: "webhook_endpoint",
      rows: 20,
      columns: {
        id: idOf("whe", "n.i"),
        client_id: idOf("apc", "1 + n.i % 5"),
        url: text("https://erp.example/webhooks"),
        event_types: text("[]"),
        status: text("ACTIVE"),
        secret: text("sealed"),
        position: "n.i",
        created_by_id: idOf("acc", `${consumers} + n.i`),
        created_at: passed(20),
      },
    },
    {
      table: "webhook_delivery",
      rows: cases,
      columns: {
        id: idOf("whd", "n.i"),
        endpoint_id: idOf("whe", "1 + n.i % 20"),
        position: "n.i",
        stream_id: any("cmp", cases, 130),
        event_type: oneOf(131, [text("RULING_ISSUED"), 5], [text("MESSAGE_SENT"), 995]),
        status: oneOf(132, [text("PENDING"), 5], [text("DELIVERED"), 995]),
        tries: "1",
        attempts: text("[]"),
        created_at: passed(cases),
        delivered_at: passed(cases),
      },
    },
    {
      table: "listing",
      rows: listings,
      columns: {
        id: idOf("lst", "n.i"),
        provider_id: idOf("prv", `1 + n.i % ${providers}`),
        category: among(11, CATEGORIES),
        title: `CONCAT(${words(900)})`,
        description: `CONCAT(${words(950)})`,
        price_amount: `1000 + ${skewed(13, 900_000)}`,
        price_currency: oneOf(14, [text("USD"), 20], [text("CNY"), 980]),
        status: oneOf(15, [text("DRAFT"), 50], [text("DELISTED"), 50], [text("LISTED"), 900]),
        version: "1",
        created_at: passed(listings),
      },
    },
    {
      table: "service_promise",
      rows: 4 * providers,
      columns: {
        id: idOf("prm", "n.i"),
        provider_id: idOf("prv", `1 + n.i % ${providers}`),
        listing_id: `CASE WHEN ${random(16, 100)} < 10 THEN ${idOf("lst", `1 + n.i % ${providers}`)} END`,
        kind: among(17, KINDS),
        latest_version: "1",
        current_version_id: idOf("pmv", "n.i"),
        withdrawn_at: `CASE WHEN ${random(18, 100)} < 5 THEN ${now - DAY} END`,
        created_at: passed(4 * providers),
      },
    },
    {
      table: "promise_version",
      rows: 4 * providers,
      columns: {
        id: idOf("pmv", "n.i"),
        promise_id: idOf("prm", "n.i"),
        version: "1",
        kind: among(17, KINDS),
        text: text("一年免费维修"),
        published_at: passed(4 * providers),
      },
    },
    {
      table: "service_order",
      rows: cases,
      columns: {
        id: idOf("ord", "n.i"),
        ...ofCase,
        listing_id: any("lst", listings, 19),
        title: `CONCAT(${words(TITLE.order)})`,
        price_amount: `1000 + ${skewed(20, 900_000)}`,
        price_currency: text("CNY"),
        status: oneOf(
          22,
          [text("PLACED"), 30],
          [text("CANCELLED"), 20],
          [text("DELIVERED"), 100],
          [text("COMPLETED"), 850],
        ),
        placed_at: passed(cases),
        delivered_at: `CASE WHEN ${random(22, 1_000)} >= 50 THEN ${passed(cases)} + ${DAY} END`,
      },
    },
    {
      table: "complaint",
      rows: cases,
      columns: {
        id: idOf("cmp", "n.i"),
        order_id: idOf("ord", "n.i"),
        ...ofCase,
        status: `CASE WHEN ${open} THEN ${oneOf(23, [text("NEGOTIATING"), 150], [text("SETTLING"), 50], [text("SUBMITTED"), 250], [text("INFO_REQUESTED"), 20], [text("EVIDENCE"), 200], [text("UNDER_REVIEW"), 200], [text("RULED"), 50], [text("APPEALED"), 10], [text("STAYED"), 10], [text("ENFORCING"), 60])} ELSE 'CLOSED' END`,
        breach_class: text("ORDINARY"),
        title: `CONCAT(${words(TITLE.complaint)})`,
        demand_kind: text("REFUND_PART"),
        amount_at_stake: `1000 + ${skewed(25, 900_000)}`,
        currency: text("CNY"),
        severity,
        category: among(28, CATEGORIES),
        queue: among(30, ["GENERAL", "HIGH_VALUE", "URGENT", "SPECIAL"]),
        version: "1",
        round: "1",
        opened_at: passed(cases),
        updated_at: `${passed(cases)} + ${DAY} + ${random(32, 20 * DAY)}`,
        status_since: passed(cases),
        due_at: `CASE WHEN ${open} THEN ${due} END`,
        urgency: `CASE WHEN ${open} THEN (${due} - ${due} % ${HOUR}) / ${HOUR} * 4 + CASE ${severity} WHEN 'L3' THEN 1 WHEN 'L2' THEN 2 ELSE 3 END END`,
        in_queue: `CASE WHEN ${open} AND ${random(23, 1_000)} >= 200 AND ${random(23, 1_000)} < 870 THEN 1 ELSE 0 END`,
        last_word: text("PROVIDER"),
        lease_holder_id: `CASE WHEN ${open} AND ${random(34, 1_000)} < 60 THEN ${idOf("acc", `1 + ${random(35, 40)}`)} END`,
        lease_expires_at: `CASE WHEN ${open} AND ${random(34, 1_000)} < 60 THEN ${now} + ${random(36, 2 * HOUR)} - ${HOUR} END`,
        assigned_to_id: `CASE WHEN ${open} AND ${random(37, 1_000)} < 20 THEN ${idOf("acc", `1 + ${random(38, 40)}`)} END`,
        escalated_at: `CASE WHEN ${open} AND ${random(39, 1_000)} < 5 THEN ${now - DAY} END`,
        number: "2026000000000 + n.i",
        external_id: `CASE WHEN ${random(40, 100)} = 0 THEN CONCAT('old-', n.i) END`,
        current_ruling_id: `CASE WHEN n.i % 2 = 0 THEN ${idOf("rlg", "n.i")} END`,
      },
    },
    {
      table: "breach",
      rows: cases,
      columns: {
        id: idOf("brc", "n.i"),
        complaint_id: idOf("cmp", "n.i"),
        promise_id: any("prm", 4 * providers, 41),
        promise_version_id: any("pmv", 4 * providers, 41),
        kind: among(17, KINDS),
      },
    },
    {
      table: "case_timer",
      rows: part(cases, 3),
      columns: {
        id: idOf("tmr", "n.i"),
        complaint_id: idOf("cmp", "n.i * 3"),
        clock: text("REVIEW"),
        due_at: `${now - DAY} + ${random(42, 15 * DAY)}`,
      },
    },
    {
      table: "stage_record",
      rows: cases,
      columns: {
        id: idOf("stg", "n.i"),
        complaint_id: idOf("cmp", "n.i"),
        number: "1",
        stage: oneOf(
          23,
          [text("NEGOTIATING"), 300],
          [text("SUBMITTED"), 300],
          [text("EVIDENCE"), 200],
          [text("UNDER_REVIEW"), 200],
        ),
        entered_at: passed(cases),
        due_at: `${passed(cases)} + ${7 * DAY}`,
        left_at: `CASE WHEN NOT (${open}) THEN ${passed(cases)} + ${random(43, 10 * DAY)} END`,
      },
    },
    {
      table: "event_log",
      rows: events,
      columns: {
        id: "n.i",
        stream_id: idOf("cmp", "n.i"),
        seq: "1",
        type: text("COMPLAINT_OPENED"),
        actor_id: consumer(1),
        actor_role: text("CONSUMER"),
        topics: `CONCAT('complaint:', ${idOf("cmp", "n.i")}, ' cases:', ${consumer(1)}, ' cases:', ${provider(3)})`,
        audience: text("PARTIES"),
        at: passed(events),
      },
    },
    { table: "log_position", rows: events, columns: { position: "n.i", event_id: "n.i" } },
    ...[consumer(1), provider(3)].map((party) => ({
      table: "event_topic",
      rows: events,
      columns: { topic: `CONCAT('cases:', ${party})`, position: "n.i", recorded_at: passed(events) },
    })),
    ...[consumer(1), provider(3)].map((party, index) => ({
      table: "notice",
      rows: events,
      columns: {
        id: idOf("ntc", `n.i + ${index * events}`),
        recipient_id: party,
        position: "n.i",
        stream_id: idOf("cmp", "n.i"),
        at: passed(events),
      },
    })),
    ...["evidence", "message", "offer", "case_request"].map((table) => ({
      table,
      rows: part(cases, 4),
      columns: OF_CASE[table]?.(`n.i * 4`) ?? {},
    })),
    {
      table: "ruling",
      rows: rulings,
      columns: {
        id: idOf("rlg", "n.i * 2"),
        complaint_id: idOf("cmp", "n.i * 2"),
        provider_id: provider(51),
        consumer_id: consumer(53),
        round: "1",
        status: oneOf(
          55,
          [text("AWAITING_APPROVAL"), 5],
          [text("DECLINED"), 5],
          [text("REVERSED"), 20],
          [text("ISSUED"), 970],
        ),
        outcome: oneOf(56, [text("DISMISSED"), 50], [text("PARTLY_UPHELD"), 250], [text("UPHELD"), 700]),
        root_cause: text("OTHER"),
        rule_version_ids: text("[]"),
        decided_by_id: idOf("acc", `1 + ${random(57, 40)}`),
        decided_at: passed(rulings),
        issued_at: `CASE WHEN ${random(55, 1_000)} >= 10 THEN ${passed(rulings)} END`,
        final_at: `CASE WHEN ${random(55, 1_000)} >= 10 THEN ${passed(rulings)} + ${15 * DAY} END`,
        measures: text('{"remedies":[],"penalties":[]}'),
      },
    },
    {
      table: "ruling_finding",
      rows: rulings,
      columns: {
        id: idOf("fnd", "n.i"),
        ruling_id: idOf("rlg", "n.i * 2"),
        breach_id: idOf("brc", "n.i * 2"),
        finding: text("BROKEN"),
        severity: oneOf(58, [text("L3"), 30], [text("L1"), 300], [text("L2"), 670]),
        rule_version_id: rule("id", 59),
        rule_code: rule("code", 59),
      },
    },
    {
      table: "register_entry",
      rows: entries,
      columns: {
        id: idOf("reg", "n.i"),
        number: "n.i",
        kind: oneOf(
          61,
          [text("REVERSAL"), 10],
          [text("LATENESS"), 5],
          [text("INTERIM_STARTED"), 5],
          [text("RULING_FINAL"), 400],
          [text("PENALTY_STARTED"), 180],
          [text("RULING"), 400],
        ),
        ruling_id: idOf("rlg", `2 * (1 + n.i % ${rulings})`),
        provider_id: provider(62),
        outcome: oneOf(64, [text("DISMISSED"), 50], [text("PARTLY_UPHELD"), 250], [text("UPHELD"), 700]),
        at: passed(entries),
        happened_at: passed(entries),
      },
    },
    {
      table: "penalty",
      rows: penalties,
      columns: {
        id: idOf("pen", "n.i"),
        provider_id: provider(66),
        ruling_id: idOf("rlg", `2 * (1 + n.i % ${rulings})`),
        complaint_id: idOf("cmp", `2 * (1 + n.i % ${rulings})`),
        kind: oneOf(
          68,
          [text("WARNING"), 200],
          [text("FINE"), 150],
          [text("LISTING_FREEZE"), 50],
          [text("SUSPENSION"), 20],
          [text("RANK_DEMOTION"), 580],
        ),
        days: "14",
        // Most have ended; whether one acts is told by its dates.
        status: oneOf(
          69,
          [text("AWAITING_APPROVAL"), 4],
          [text("STAYED"), 6],
          [text("REVERSED"), 20],
          [text("EXPIRED"), 900],
          [text("ACTIVE"), 70],
        ),
        starts_at: passed(penalties),
        ends_at: `${passed(penalties)} + CASE WHEN ${random(70, 100)} < 2 THEN ${20 * DAY} ELSE ${HOUR} END`,
        created_at: passed(penalties),
        cause: text("RULING"),
        approval_due_at: `CASE WHEN ${random(69, 1_000)} < 4 THEN ${now} + ${random(71, 3 * DAY)} END`,
      },
    },
    {
      table: "remedy",
      rows: rulings,
      columns: {
        id: idOf("rmd", "n.i"),
        ruling_id: idOf("rlg", "n.i * 2"),
        complaint_id: idOf("cmp", "n.i * 2"),
        kind: text("REFUND_PART"),
        due_at: passed(rulings),
        within_days: "7",
        confirmed_at: passed(rulings),
      },
    },
    {
      table: "return_case",
      rows: part(cases, 20),
      columns: {
        id: idOf("ret", "n.i"),
        complaint_id: idOf("cmp", "n.i"),
        status: oneOf(73, [text("CONTESTED"), 20], [text("ENDED"), 980]),
        contested_at: `CASE WHEN ${random(73, 1_000)} < 20 THEN ${passed(part(cases, 20))} END`,
        refund_currency: text("CNY"),
      },
    },
    {
      table: "payment",
      rows: part(cases, 5),
      columns: {
        id: idOf("pay", "n.i"),
        purpose: oneOf(74, [text("DEPOSIT"), 100], [text("FINE"), 100], [text("ORDER"), 800]),
        provider_id: provider(75),
        amount: "100",
        currency: text("CNY"),
        status: oneOf(
          77,
          [text("CLAIMED"), 20],
          [text("REJECTED"), 10],
          [text("DISPUTED"), 5],
          [text("CONFIRMED"), 965],
        ),
        claimed_at: passed(part(cases, 5)),
        version: "1",
      },
    },
    {
      table: "violation",
      rows: rulings,
      columns: {
        id: idOf("vio", "n.i"),
        provider_id: provider(78),
        ruling_id: idOf("rlg", "n.i * 2"),
        complaint_id: idOf("cmp", "n.i * 2"),
        kind: among(17, KINDS),
        level: text("L2"),
        found_at: passed(rulings),
      },
    },
    {
      table: "points_entry",
      rows: rulings,
      columns: {
        id: idOf("pts", "n.i"),
        provider_id: provider(78),
        number: "n.i",
        violation_id: idOf("vio", "n.i"),
        kind: text("ADDED"),
        points: "0",
        level: text("L2"),
        at: passed(rulings),
      },
    },
    {
      table: "deposit_entry",
      rows: part(cases, 10),
      columns: {
        id: idOf("dep", "n.i"),
        provider_id: provider(80),
        transfer_id: idOf("dpt", "n.i"),
        account: text("DEPOSIT"),
        counter_account: text("BANK"),
        amount: "100",
        currency: text("CNY"),
        purpose: text("PAID_IN"),
        at: passed(part(cases, 10)),
      },
    },
    {
      table: "transparency_statement",
      rows: rulings,
      columns: {
        id: idOf("trs", "n.i"),
        ruling_id: idOf("rlg", "n.i * 2"),
        at: passed(rulings),
        problems: text("[]"),
      },
    },
    {
      table: "review",
      rows: part(cases, 3),
      columns: {
        id: idOf("rvw", "n.i"),
        order_id: idOf("ord", "n.i * 3"),
        consumer_id: consumer(82),
        provider_id: provider(84),
        listing_id: any("lst", listings, 86),
        stars: `1 + ${random(87, 5)}`,
        text: text("好"),
        written_at: passed(part(cases, 3)),
      },
    },
    {
      table: "reputation_input",
      rows: cases,
      columns: {
        id: idOf("rin", "n.i"),
        provider_id: provider(88),
        number: "n.i",
        kind: oneOf(90, [text("UPHELD"), 100], [text("ORDER_COMPLETED"), 900]),
        source_id: idOf("ord", "n.i"),
        ages_from: passed(cases),
        known_at: passed(cases),
        counted: "1",
        formula_version: "1",
      },
    },
    {
      table: "provider_reputation",
      rows: providers - part(providers, 20),
      columns: {
        provider_id: idOf("prv", "n.i"),
        inputs: "1",
        rank_key: random(91, 1_000_000),
        score: random(91, 10_000),
        formula_version: "1",
        updated_at: String(now),
      },
    },
    {
      table: "provider_keeping",
      rows: providers - part(providers, 20),
      columns: { provider_id: idOf("prv", "n.i"), rank_key: random(92, 1_000_000), counted_at: String(now) },
    },
    {
      table: "interim_measure",
      rows: part(cases, 200),
      columns: {
        id: idOf("itm", "n.i"),
        complaint_id: idOf("cmp", "n.i"),
        provider_id: provider(93),
        kind: text("LISTING_PAUSE"),
        days: "5",
        status: oneOf(95, [text("PROPOSED"), 20], [text("ENDED"), 980]),
        proposed_at: passed(part(cases, 200)),
        starts_at: passed(part(cases, 200)),
        ends_at: `${passed(part(cases, 200))} + ${5 * DAY}`,
        waits_since: `CASE WHEN ${random(95, 1_000)} < 20 THEN ${passed(part(cases, 200))} END`,
      },
    },
    {
      table: "inspection",
      rows: part(cases, 50),
      columns: {
        id: idOf("isp", "n.i"),
        provider_id: provider(96),
        origin: oneOf(98, [text("BURST"), 5], [text("RISK"), 45], [text("EX_OFFICIO"), 150], [text("RANDOM"), 800]),
        status: oneOf(99, [text("OPEN"), 20], [text("CLOSED"), 980]),
        opened_at: passed(part(cases, 50)),
        due_at: `${passed(part(cases, 50))} + ${14 * DAY}`,
        plan_id: `CASE WHEN n.i % 10 = 0 THEN ${idOf("ipl", `1 + ${random(100, 20)}`)} END`,
        assigned_to_id: `CASE WHEN ${random(101, 1_000)} < 970 THEN ${idOf("acc", `1 + ${random(102, 40)}`)} END`,
        promise_version_id: any("pmv", 4 * providers, 103),
      },
    },
    {
      table: "inspection_plan",
      rows: 20,
      columns: {
        id: idOf("ipl", "n.i"),
        kind: text("ROUND"),
        every_days: "30",
        per_round: "5",
        created_at: passed(20),
      },
    },
    {
      table: "enrolment",
      rows: part(cases, 20),
      columns: {
        id: idOf("enr", "n.i"),
        provider_id: provider(104),
        course_id: idOf("crs", `1 + ${skewed(106, 20)}`),
        reason: text("MANDATORY"),
        status: oneOf(108, [text("OPEN"), 20], [text("OVERDUE"), 10], [text("CANCELLED"), 10], [text("PASSED"), 960]),
        assigned_at: passed(part(cases, 20)),
        due_at: `${passed(part(cases, 20))} + ${30 * DAY}`,
      },
    },
    {
      table: "course_version",
      rows: 20,
      columns: {
        id: idOf("crv", "n.i"),
        course_id: idOf("crs", "n.i"),
        version: "1",
        status: text("PUBLISHED"),
        published_at: passed(20),
      },
    },
    {
      table: "guide",
      rows: 20,
      columns: { id: idOf("gui", "n.i"), code: "CONCAT('guide-', n.i)", audience: text("PROVIDER") },
    },
    {
      table: "guide_version",
      rows: 20,
      columns: { id: idOf("guv", "n.i"), guide_id: idOf("gui", "n.i"), version: "1", status: text("PUBLISHED") },
    },
    {
      table: "rule_draft",
      rows: 20,
      columns: {
        id: idOf("rdr", "n.i"),
        code: text("PRICE-1"),
        severity: text("L2"),
        status: text("OPEN"),
        created_at: passed(20),
      },
    },
    {
      table: "rule_replay",
      rows: 20,
      columns: {
        id: idOf("rpl", "n.i"),
        draft_id: idOf("rdr", "1"),
        code: text("PRICE-1"),
        severity: text("L2"),
        created_at: passed(20),
        run: "CONCAT('run', n.i)",
      },
    },
    {
      table: "replayed_ruling",
      rows: rulings,
      columns: {
        id: idOf("rpr", "n.i"),
        replay_id: idOf("rpl", "1"),
        run: text("run1"),
        provider_id: provider(51),
        number: "n.i",
        ruling_id: idOf("rlg", "n.i * 2"),
        changed: oneOf(131, ["1", 2], ["0", 998]),
      },
    },
    {
      table: "replayed_provider",
      rows: providers,
      columns: {
        id: idOf("rpp", "n.i"),
        replay_id: idOf("rpl", "1"),
        run: text("run1"),
        provider_id: idOf("prv", "n.i"),
        changed: random(132, 10),
      },
    },
    {
      table: "course",
      rows: 20,
      columns: { id: idOf("crs", "n.i"), code: "CONCAT('course-', n.i)", created_at: passed(20) },
    },
    {
      table: "access_log",
      rows: cases,
      columns: {
        id: idOf("acl", "n.i"),
        at: passed(cases),
        kind: text("CASE"),
        by_id: idOf("acc", `1 + ${skewed(109, 40)}`),
        by_role: text("MODERATOR"),
        complaint_id: any("cmp", cases, 111),
        concerned_id: consumer(112),
        target_id: any("cmp", cases, 111),
      },
    },
    {
      table: "letter",
      rows: cases,
      columns: {
        id: idOf("ltr", "n.i"),
        account_id: consumer(112),
        contact_point_id: idOf("ctp", "n.i"),
        channel: text("EMAIL"),
        purpose: text("NOTICE"),
        notice_id: idOf("ntc", "n.i"),
        recipient_id: consumer(112),
        stream_id: any("cmp", cases, 111),
        event_type: text("MESSAGE_SENT"),
        audience: text("PARTIES"),
        urgent: "0",
        state: text("SENT"),
        attempts: "1",
        created_at: passed(cases),
        settled_at: passed(cases),
      },
    },
    {
      table: "filing_limit",
      rows: part(cases, 100),
      columns: {
        id: idOf("fli", "n.i"),
        account_id: consumer(114),
        complaint_id: any("cmp", cases, 116),
        grade: text("SLOWED"),
        status: oneOf(117, [text("PROPOSED"), 10], [text("LIFTED"), 20], [text("IN_FORCE"), 60], [text("ENDED"), 910]),
        imposed_by_id: idOf("acc", "1"),
        imposed_at: passed(part(cases, 100)),
        ends_at: `${passed(part(cases, 100))} + ${30 * DAY}`,
        runs_until: `${passed(part(cases, 100))} + ${30 * DAY}`,
        contested_at: `CASE WHEN ${random(118, 100)} < 10 THEN ${passed(part(cases, 100))} END`,
      },
    },
    {
      table: "role_grant",
      rows: 200,
      columns: {
        id: idOf("rgr", "n.i"),
        account_id: idOf("acc", "n.i"),
        role: text("MODERATOR"),
        status: oneOf(119, [text("PROPOSED"), 20], [text("APPROVED"), 980]),
        proposed_by_id: idOf("acc", "1"),
        proposed_at: passed(200),
      },
    },
    {
      table: "provider_application",
      rows: providers,
      columns: {
        id: idOf("vap", "n.i"),
        provider_id: idOf("prv", "n.i"),
        kind: text("ADMISSION"),
        status: oneOf(7, [text("SUBMITTED"), 30], [text("REJECTED"), 20], [text("APPROVED"), 950]),
        round: "1",
        submitted_by_id: idOf("acc", `${consumers} + n.i`),
        submitted_at: passed(providers),
        queued_at: `CASE WHEN ${random(7, 1_000)} < 30 THEN ${passed(providers)} END`,
      },
    },
    {
      table: "licence_contest",
      rows: part(providers, 20),
      columns: {
        id: idOf("lct", "n.i"),
        claimant_id: idOf("prv", "n.i"),
        holder_id: idOf("prv", "n.i + 1"),
        status: oneOf(120, [text("OPEN"), 50], [text("DISMISSED"), 950]),
        opened_by_id: idOf("acc", "1"),
        opened_at: passed(part(providers, 20)),
      },
    },
    {
      table: "provider_invitation",
      rows: providers,
      columns: {
        id: idOf("inv", "n.i"),
        provider_id: provider(121),
        login: "CONCAT('user', n.i)",
        role: text("STAFF"),
        status: text("ACCEPTED"),
        invited_by_id: idOf("acc", "1"),
        invited_at: passed(providers),
      },
    },
    {
      table: "search_document",
      rows: listings + providers,
      columns: {
        id: `CASE WHEN n.i <= ${listings} THEN ${idOf("lst", "n.i")} ELSE ${idOf("prv", `n.i - ${listings}`)} END`,
        number: "n.i",
      },
    },
  ];
}

const OF_CASE: Record<string, (number: string) => Record<string, string>> = {
  evidence: (number) => ({
    id: idOf("evd", "n.i"),
    complaint_id: idOf("cmp", number),
    submitted_by_id: idOf("acc", "1"),
    side: text("CONSUMER"),
    kind: text("CHAT_LOG"),
    visibility: text("PARTIES"),
    status: text("STORED"),
    created_at: "n.i",
  }),
  message: (number) => ({
    id: idOf("msg", "n.i"),
    complaint_id: idOf("cmp", number),
    author_id: idOf("acc", "1"),
    side: text("CONSUMER"),
    visibility: text("PARTIES"),
    sent_at: "n.i",
  }),
  offer: (number) => ({
    id: idOf("ofr", "n.i"),
    complaint_id: idOf("cmp", number),
    number: "1",
    made_by_side: text("PROVIDER"),
    made_by_id: idOf("acc", "1"),
    kind: text("REFUND_PART"),
    status: text("EXPIRED"),
    made_at: "n.i",
    expires_at: "n.i",
  }),
  case_request: (number) => ({
    id: idOf("req", "n.i"),
    complaint_id: idOf("cmp", number),
    kind: text("INFORMATION"),
    addressed_to: text("CONSUMER"),
    asked_by_id: idOf("acc", "1"),
    asked_at: "n.i",
  }),
};
