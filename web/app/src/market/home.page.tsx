import { useState, type FormEvent, type ReactNode } from "react";
import { Link, Navigate, useNavigate } from "react-router";
import { useLive } from "../api/use-live";
import { Button, ButtonLink } from "../design/button";
import { TextInput } from "../design/field";
import { Page } from "../design/page";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { EntryList } from "../register/entry-list";
import { startOf } from "../shell/navigation";
import { useViewer } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { HomeDocument, WatchHomeDocument } from "./home.generated";
import styles from "./home.module.css";

const text = defineText("home", {
  en: {
    title: "A promise is a promise",
    about:
      "Providers publish what they promise, and each order fixes it. When a promise is broken, people here hear the case and decide it by public rules, and anyone can read the outcome.",
    find: "Service or provider",
    search: "Search",
    broken: "A promise was broken. What now?",
    step1: "Open your order: it shows the promises exactly as they were when you ordered.",
    step2: "Say which promise was broken and what you ask for. The provider must answer by a fixed time.",
    step3: "Agree with each other, or take the case to the platform. Both sides show their evidence.",
    step4: "A moderator decides with reasons. Either side may appeal; the platform sees to it that it is done.",
    complain: "To my orders",
    signUp: "Create an account",
    keepEvidence: "How to keep evidence",
    forProviders: "You offer services?",
    forProvidersText:
      "Register your business, have it verified, publish promises you can keep. Kept promises become your reputation.",
    business: "Register a provider",
    newest: "Newest rulings",
    newestHint: "New ones appear here automatically.",
    count_one: "{{count}} entry in the public register",
    count_other: "{{count}} entries in the public register",
    none: "No ruling has been published yet",
  },
  zh: {
    title: "承诺，说到做到",
    about:
      "服务商公开承诺，每一笔订单都把承诺固定下来。承诺没有兑现时，由平台纠纷处理专员依据公开的规则处理，结果人人可查。",
    find: "商品或服务商",
    search: "搜索",
    broken: "承诺没有兑现，怎么办？",
    step1: "打开您的订单：上面是您下单时的承诺原文，一字不改。",
    step2: "说明哪一条承诺没有兑现，并提出诉求。服务商必须在规定时间内答复。",
    step3: "双方先行协商；协商不成的，申请平台介入，由双方举证。",
    step4: "处理专员作出附理由的处理决定，双方都可以申诉，平台督促履行到位。",
    complain: "查看我的订单",
    signUp: "注册账号",
    keepEvidence: "怎样留好证据",
    forProviders: "您提供服务？",
    forProvidersText: "登记店铺、完成资质审核，公布您做得到的承诺。兑现的每一条承诺，都会成为您的信誉。",
    business: "登记成为服务商",
    newest: "最新处理决定",
    newestHint: "新的处理决定会自动出现在这里。",
    count_other: "公示登记簿共 {{count}} 条",
    none: "还没有公布的处理决定",
  },
});

const STEPS = ["step1", "step2", "step3", "step4"] as const;

export { HomePage as Component };

function HomePage(): ReactNode {
  const say = useText(text);
  const viewer = useViewer();
  if (viewer) return <Navigate to={startOf(viewer)} replace />;
  return (
    <Page title={say("title")}>
      <p className={styles.about}>{say("about")}</p>
      <SearchBox />
      <div className="beside">
        <section className="card stack">
          <h2>{say("broken")}</h2>
          <ol className={styles.steps}>
            {STEPS.map((step) => (
              <li key={step}>{say(step)}</li>
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
        <section className="card stack">
          <h2>{say("forProviders")}</h2>
          <p>{say("forProvidersText")}</p>
          <div>
            <ButtonLink to="/business">{say("business")}</ButtonLink>
          </div>
        </section>
      </div>
      <Newest />
    </Page>
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
      <TextInput label={say("find")} type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
      <Button kind="primary" type="submit">
        {say("search")}
      </Button>
    </form>
  );
}

function Newest(): ReactNode {
  const say = useText(text);
  const read = useLive({
    query: HomeDocument,
    variables: {},
    cursorOf: ({ registerHead }) => registerHead.cursor,
    updates: WatchHomeDocument,
    updateVariables: {},
    onUpdate: ({ registerUpdated }) => registerUpdated.entry && read.onAgain(),
  });
  return (
    <section className="stack-tight">
      <div className="row spread">
        <h2>{say("newest")}</h2>
        {read.data && <Link to="/public-register">{say("count", { count: read.data.registerHead.number })}</Link>}
      </div>
      <p className="small muted">{say("newestHint")}</p>
      <div aria-live="polite">
        <Loaded {...read}>
          {({ register: { nodes } }) =>
            nodes.length === 0 ? <Empty title={say("none")} /> : <EntryList entries={nodes} heading="h3" />
          }
        </Loaded>
      </div>
    </section>
  );
}
