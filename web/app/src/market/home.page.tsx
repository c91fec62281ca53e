import { ArrowRight, FileText, Handshake, MessageSquareText, Scale, Search, ShieldCheck } from "lucide-react";
import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { useLive } from "../api/use-live";
import { useHouseTimes } from "../api/use-house-times";
import { useRead } from "../api/use-read";
import { Button, ButtonLink } from "../design/button";
import { nameDocument } from "../design/document-title";
import { Empty } from "../design/empty";
import { Icon } from "../design/icon";
import { Loaded } from "../design/loaded";
import { EntryRows } from "../register/entry-rows";
import { categoryIcon, isUsual, useCategory } from "../text/categories";
import { defineText, useText } from "../text/language";
import { ListingCategoriesDocument } from "./categories.generated";
import { HomeFigures } from "./home-figures";
import { HomeProviders } from "./home-providers";
import { HomeSlip } from "./home-slip";
import { HomeDocument, WatchHomeDocument } from "./home.generated";
import styles from "./home.module.css";

const text = defineText("home", {
  en: {
    title: "A promise kept, or made good",
    title1: "A promise kept,",
    title2: "or made good.",
    about:
      "Every order seals what the provider promised. If a promise is broken, the provider answers in time, and people decide by public rules, with reasons that anyone can read.",
    find: "Service or provider",
    example: "What do you need done?",
    search: "Search",
    categories: "Categories",
    newest: "Newest rulings",
    all: "Public register",
    count_one: "{{count}} entry",
    count_other: "{{count}} entries",
    none: "No ruling has been published yet",
    broken: "When a promise is broken",
    order: "Open your order",
    orderText: "It shows every promise as it was sealed.",
    say: "Say what went wrong",
    sayText: "The provider must answer you first.",
    agree: "Agree, or come to us",
    agreeText: "You negotiate; if that fails, the platform takes the case.",
    ruling: "Get a reasoned ruling",
    rulingText: "Both sides show evidence; either side may appeal.",
    good: "Have it made good",
    goodText: "If the provider does not pay, its deposit does.",
    within: "within {{time}}",
    complain: "To my orders",
    signUp: "Create an account",
    keepEvidence: "How to keep evidence",
    allTimes: "All time limits",
    forProviders: "You offer services?",
    forProvidersText: "Publish promises you can keep. Kept promises become your reputation.",
    business: "Register a business",
  },
  zh: {
    title: "承诺必兑现，违约有说法",
    title1: "承诺必兑现，",
    title2: "违约有说法。",
    about:
      "每一笔订单都封存服务商的承诺。承诺没有兑现时，服务商须限时答复，平台依据公开的规则处理，理由和结果人人可查。",
    find: "商品或服务商",
    example: "您需要什么服务？",
    search: "搜索",
    categories: "类目",
    newest: "最新处理决定",
    all: "公示登记簿",
    count_other: "共 {{count}} 条",
    none: "还没有公布的处理决定",
    broken: "承诺没有兑现，怎么办",
    order: "打开订单",
    orderText: "上面是下单时封存的承诺原文。",
    say: "说明问题",
    sayText: "服务商必须先行答复。",
    agree: "协商，或申请平台介入",
    agreeText: "双方先协商；协商不成，由平台处理。",
    ruling: "得到附理由的处理决定",
    rulingText: "双方举证，都可以申诉。",
    good: "补救到位",
    goodText: "服务商不履行的，由保证金赔付。",
    within: "{{time}}内",
    complain: "查看我的订单",
    signUp: "注册账号",
    keepEvidence: "怎样留好证据",
    allTimes: "全部时限",
    forProviders: "您提供服务？",
    forProvidersText: "公布您做得到的承诺。兑现的每一条承诺，都会成为您的信誉。",
    business: "登记成为服务商",
  },
});

export function HomePage(): ReactNode {
  const say = useText(text);
  const read = useLive({
    query: HomeDocument,
    variables: {},
    cursorOf: ({ registerHead }) => registerHead.cursor,
    updates: WatchHomeDocument,
    updateVariables: {},
    onUpdate: ({ registerUpdated }) => registerUpdated.entry && read.onAgain(),
  });
  const title = say("title");
  useEffect(() => nameDocument(title), [title]);
  return (
    <div className={styles.home}>
      <section className={styles.hero}>
        <div>
          <h1>
            {say("title1")} <span>{say("title2")}</span>
          </h1>
          <p className={styles.about}>{say("about")}</p>
          <SearchBox />
          <Categories />
        </div>
        <div className={styles.slip}>{!read.fetching && <HomeSlip entry={read.data?.sealed.nodes[0]} />}</div>
      </section>
      <HomeFigures entries={read.data?.registerHead.number} />
      <div className={styles.two}>
        <HomeProviders />
        <section className="stack-tight">
          <div className="row spread">
            <h2>{say("newest")}</h2>
            {read.data && (
              <span className="small muted numeric">{say("count", { count: read.data.registerHead.number })}</span>
            )}
          </div>
          <div className={styles.rulings} aria-live="polite">
            <Loaded {...read}>
              {({ register: { nodes } }) =>
                nodes.length === 0 ? (
                  <Empty title={say("none")} />
                ) : (
                  <div className={styles.list}>
                    <EntryRows entries={nodes} heading="h3" />
                    <Link className={styles.all} to="/public-register">
                      {say("all")} <Icon of={ArrowRight} size={15} />
                    </Link>
                  </div>
                )
              }
            </Loaded>
          </div>
        </section>
      </div>
      <Way />
      <section className={styles.sell}>
        <div>
          <h2>{say("forProviders")}</h2>
          <p className="muted">{say("forProvidersText")}</p>
        </div>
        <ButtonLink to="/business">
          {say("business")} <Icon of={ArrowRight} size={16} />
        </ButtonLink>
      </section>
    </div>
  );
}

function SearchBox(): ReactNode {
  const say = useText(text);
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate(`/search?${new URLSearchParams(typed.trim() ? { q: typed.trim() } : {})}`);
  };
  return (
    <form role="search" className={styles.search} onSubmit={submit}>
      <Icon of={Search} size={20} />
      <input
        type="search"
        aria-label={say("find")}
        placeholder={say("example")}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button kind="primary" type="submit">
        {say("search")}
      </Button>
    </form>
  );
}

const MOST_CATEGORIES = 6;

function Categories(): ReactNode {
  const say = useText(text);
  const categoryOf = useCategory();
  const { data } = useRead(ListingCategoriesDocument, {});
  const all = data?.listingCategories ?? [];
  const shown = [...all.filter(isUsual), ...all.filter((one) => !isUsual(one))].slice(0, MOST_CATEGORIES);
  return (
    <nav className={styles.categories} aria-label={say("categories")}>
      {shown.map((category) => (
        <Link key={category} to={`/search?${new URLSearchParams({ category })}`}>
          <Icon of={categoryIcon(category)} size={15} />
          {categoryOf(category)}
        </Link>
      ))}
    </nav>
  );
}

/** The steps of a case, and the house rule that says how long each may take. */
const STEPS = [
  { step: "order", icon: FileText, rule: "filing.window" },
  { step: "say", icon: MessageSquareText, rule: "clock.FIRST_RESPONSE" },
  { step: "agree", icon: Handshake, rule: "clock.NEGOTIATION" },
  { step: "ruling", icon: Scale, rule: "clock.REVIEW" },
  { step: "good", icon: ShieldCheck, rule: "clock.REMEDY_DUE" },
] as const;

function Way(): ReactNode {
  const say = useText(text);
  const timeOf = useHouseTimes();
  const within = (time: string | null): string | null => time && say("within", { time });
  return (
    <section className="stack-tight">
      <div className="row spread">
        <h2>{say("broken")}</h2>
        <Link className="small" to="/house-rules">
          {say("allTimes")}
        </Link>
      </div>
      <ol className={styles.way}>
        {STEPS.map(({ step, icon, rule }) => (
          <li key={step}>
            <span className={styles.tile}>
              <Icon of={icon} />
            </span>
            <h3>{say(step)}</h3>
            <p className="small muted">{say(`${step}Text`)}</p>
            <span className={styles.time}>{within(timeOf(rule))}</span>
          </li>
        ))}
      </ol>
      <div className="row">
        <ButtonLink kind="primary" to="/sign-in?next=/orders">
          {say("complain")}
        </ButtonLink>
        <ButtonLink to="/sign-up">{say("signUp")}</ButtonLink>
        <Link to="/guides/keep-evidence">{say("keepEvidence")}</Link>
      </div>
    </section>
  );
}
