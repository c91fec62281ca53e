import { Bell, Ellipsis, Languages, LogOut, Settings, Store, type LucideIcon } from "lucide-react";
import { Suspense, useEffect, useId, useRef, type ReactNode } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { Avatar } from "../design/avatar";
import { ButtonLink } from "../design/button";
import { Icon } from "../design/icon";
import { Loading } from "../design/loading";
import { Notice } from "../design/notice";
import { defineText, setLanguage, useLanguage, useText } from "../text/language";
import { Emblem } from "./emblem";
import { ConnectionSign, LostNotice } from "./connection-sign";
import { groupsOf, navigationOf, navigationText, type Entry } from "./navigation";
import { NewVersion } from "./new-version";
import { useOutbox } from "./outbox";
import { SearchField } from "./search-field";
import styles from "./shell.module.css";
import { ThemeChoice } from "./theme-choice";
import { usePlaceOnPage } from "./use-place-on-page";
import { useSignOut } from "./use-sign-out";
import { useUnread } from "./use-unread";
import { isStaff, useViewer } from "./viewer";

const text = defineText("shell", {
  en: {
    skip: "Skip to the content",
    main: "Main",
    more: "More",
    signIn: "Sign in",
    signUp: "Create account",
    signOut: "Sign out",
    language: "中文",
    account: "Account and security",
    you: "Your account: {{name}}",
    sell: "I offer services",
    unread_one: "Inbox, {{shown}} unread",
    unread_other: "Inbox, {{shown}} unread",
    developers: "For developers",
    feeds: "Open data",
    setUp: "Your work here begins once you have set up a second factor.",
    setUpLink: "Set it up",
    about: "When a provider breaks a promise, you get a fair, fast, visible answer.",
    consumers: "Consumers",
    providers: "Providers",
    transparency: "Transparency",
    forDevelopers: "Developers",
    footGuides: "How a case works",
    footEvidence: "Keep evidence",
    footRegister: "Register a business",
    footFeed: "Atom feed",
    footSchema: "GraphQL schema",
  },
  zh: {
    skip: "跳到正文",
    main: "主导航",
    more: "更多",
    signIn: "登录",
    signUp: "注册账号",
    signOut: "退出",
    language: "English",
    account: "账号与安全",
    you: "您的账号：{{name}}",
    sell: "我提供服务",
    unread_other: "消息，{{shown}} 条未读",
    developers: "开发者文档",
    feeds: "开放数据",
    setUp: "您是平台工作人员：设置两步验证后方可开始工作。",
    setUpLink: "前往设置",
    about: "服务商违背承诺时，您会得到公正、快速、公开的答复。",
    consumers: "消费者",
    providers: "服务商",
    transparency: "公开透明",
    forDevelopers: "开发者",
    footGuides: "维权指南",
    footEvidence: "留好证据",
    footRegister: "登记成为服务商",
    footFeed: "Atom 订阅",
    footSchema: "GraphQL 结构",
  },
});

export function Shell(): ReactNode {
  const say = useText(text);
  const viewer = useViewer();
  const unread = useUnread(viewer);
  const main = useRef<HTMLElement>(null);
  const menu = useId();
  usePlaceOnPage(main);
  useOutbox(viewer?.id);
  return (
    <div className={styles.frame} data-staff={isStaff(viewer) || undefined}>
      <a className={styles.skip} href="#main">
        {say("skip")}
      </a>
      <header className={`${styles.header} no-print`}>
        <div className={styles.bar}>
          <Link to="/" className={styles.brand}>
            <Emblem />
            Redress
          </Link>
          <Navigation />
          <div className={styles.tools}>
            <SearchField />
            <ConnectionSign />
            {viewer ? (
              <>
                <InboxLink unread={unread} />
                <button
                  className={styles.tool}
                  popoverTarget={menu}
                  aria-label={say("you", { name: viewer.displayName })}
                  data-viewer={viewer.login}
                >
                  <Avatar name={viewer.displayName} />
                </button>
              </>
            ) : (
              <>
                <LanguageButton />
                <Entrances />
              </>
            )}
          </div>
        </div>
        <LostNotice />
        <NewVersion />
      </header>
      <Menu id={menu} />
      <div className={styles.page}>
        <main className={styles.main} id="main" ref={main} tabIndex={-1}>
          {viewer?.mustSetUpSecondFactor && (
            <Notice tone="warn">
              <p>
                {say("setUp")} <Link to="/account#second-factors">{say("setUpLink")}</Link>
              </p>
            </Notice>
          )}
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
        <Footer />
      </div>
      <BottomBar menu={menu} unread={unread} />
    </div>
  );
}

/** In the row at the top; for staff at the side, under headings. */
function Navigation(): ReactNode {
  const say = useText(text);
  const sayNavigation = useText(navigationText);
  return (
    <nav className={styles.nav} aria-label={say("main")}>
      {groupsOf(useViewer()).map(({ under, pages }) => (
        <div key={under} className={styles.group}>
          {under && <p className={styles.under}>{sayNavigation(under)}</p>}
          {pages.map((entry) => (
            <PageLink key={entry.to} entry={entry} />
          ))}
        </div>
      ))}
    </nav>
  );
}

function PageLink({ entry: { to, text: name, icon, leadsTo } }: { entry: Entry }): ReactNode {
  const sayNavigation = useText(navigationText);
  // Below these lie pages that others come to from elsewhere: a case of a business is not one of its owner's own.
  const sells = Boolean(useViewer()?.memberships?.length);
  const exact = to === "/desk" || (to === "/cases" && sells);
  const { pathname } = useLocation();
  const [page] = to.split("?");
  const here = pathname === page || (!exact && pathname.startsWith(`${page}/`)) || leadsTo?.test(pathname);
  return (
    <Link to={to} aria-current={here ? "page" : undefined}>
      <Icon of={icon} />
      <span>{sayNavigation(name)}</span>
    </Link>
  );
}

const ENTRANCES = ["/sign-in", "/sign-up", "/password-forgotten"];

/** They lead back to what somebody was reading. */
function Entrances(): ReactNode {
  const say = useText(text);
  const { pathname, search, hash } = useLocation();
  const next = ENTRANCES.includes(pathname) ? new URLSearchParams(search).get("next") : pathname + search + hash;
  const back = next && next !== "/" ? `?${new URLSearchParams({ next })}` : "";
  return (
    <>
      <ButtonLink to={`/sign-in${back}`}>{say("signIn")}</ButtonLink>
      <ButtonLink kind="primary" to={`/sign-up${back}`}>
        {say("signUp")}
      </ButtonLink>
    </>
  );
}

function InboxLink({ unread }: { unread: number }): ReactNode {
  const say = useText(text);
  const sayNavigation = useText(navigationText);
  return (
    <NavLink
      to="/inbox"
      className={styles.tool}
      aria-label={unread > 0 ? say("unread", { count: unread, shown: shortOf(unread) }) : sayNavigation("inbox")}
    >
      <Icon of={Bell} size={20} />
      <Unread count={unread} />
    </NavLink>
  );
}

const shortOf = (count: number): string => (count > 99 ? "99+" : String(count));

/** The link in which it stands says the number. */
function Unread({ count }: { count: number }): ReactNode {
  return (
    count > 0 && (
      <span className={`count ${styles.unread}`} data-tone="seal" aria-hidden="true">
        {shortOf(count)}
      </span>
    )
  );
}

/** What is one's own: the account, how the pages look and speak, the way out. Where the row has no room, all pages too. */
function Menu({ id }: { id: string }): ReactNode {
  const say = useText(text);
  const viewer = useViewer();
  const menu = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  useEffect(() => menu.current?.hidePopover(), [pathname]);
  return (
    <div id={id} ref={menu} popover="auto" className={styles.menu}>
      <nav className={styles.allPages} aria-label={say("more")}>
        {navigationOf(viewer).map((entry) => (
          <PageLink key={entry.to} entry={entry} />
        ))}
      </nav>
      {viewer && (
        <>
          <p className={styles.who}>
            <strong>{viewer.displayName}</strong>
            <span className="muted small">{viewer.login}</span>
          </p>
          <MenuLink to="/account" icon={Settings} text={say("account")} />
          {!isStaff(viewer) && !viewer.memberships?.length && (
            <MenuLink to="/business" icon={Store} text={say("sell")} />
          )}
        </>
      )}
      <ThemeChoice />
      <LanguageButton />
      {viewer && <SignOut />}
    </div>
  );
}

function SignOut(): ReactNode {
  const say = useText(text);
  const [signOut, question] = useSignOut();
  return (
    <>
      <button onClick={signOut}>
        <Icon of={LogOut} />
        {say("signOut")}
      </button>
      {question}
    </>
  );
}

function MenuLink({ to, icon, text: words }: { to: string; icon: LucideIcon; text: string }): ReactNode {
  return (
    <NavLink to={to}>
      <Icon of={icon} />
      {words}
    </NavLink>
  );
}

function LanguageButton(): ReactNode {
  const say = useText(text);
  const other = useLanguage() === "en" ? "zh-CN" : "en";
  return (
    <button className={styles.tool} lang={other} onClick={() => setLanguage(other)}>
      <Icon of={Languages} />
      {say("language")}
    </button>
  );
}

const UNDER_THUMB = 3;

/** On phones: the first of one's pages, what has come, and the rest. */
function BottomBar({ menu, unread }: { menu: string; unread: number }): ReactNode {
  const say = useText(text);
  const sayNavigation = useText(navigationText);
  const viewer = useViewer();
  return (
    <nav className={`${styles.bottom} no-print`} aria-label={say("main")}>
      {navigationOf(viewer)
        .slice(0, UNDER_THUMB)
        .map((entry) => (
          <PageLink key={entry.to} entry={entry} />
        ))}
      {viewer && (
        <NavLink to="/inbox">
          <Icon of={Bell} />
          <span>{sayNavigation("inbox")}</span>
          <Unread count={unread} />
        </NavLink>
      )}
      <button popoverTarget={menu}>
        <Icon of={Ellipsis} />
        <span>{say("more")}</span>
      </button>
    </nav>
  );
}

/** The pages for everybody, by who looks for them. What is a file, or of another program, is no page of these. */
const COLUMNS = [
  {
    name: "consumers",
    links: [
      { to: "/search", page: "search" },
      { to: "/guides", text: "footGuides" },
      { to: "/guides/keep-evidence", text: "footEvidence" },
    ],
  },
  {
    name: "providers",
    links: [
      { to: "/business", text: "footRegister" },
      { to: "/rules", page: "rules" },
      { to: "/house-rules", page: "houseRules" },
    ],
  },
  {
    name: "transparency",
    links: [
      { to: "/public-register", page: "register" },
      { to: "/public-figures", page: "publicFigures" },
      { file: "/register/manifest.json", text: "feeds" },
      { file: "/register/feed.atom", text: "footFeed" },
    ],
  },
  {
    name: "forDevelopers",
    links: [
      { file: "/developers/", text: "developers" },
      { file: "/developers/schema.graphql", text: "footSchema" },
    ],
  },
] as const;

function Footer(): ReactNode {
  const say = useText(text);
  const sayNavigation = useText(navigationText);
  return (
    <footer className={`${styles.footer} no-print`}>
      <div className={styles.columns}>
        <div>
          <Link to="/" className={styles.brand}>
            <Emblem />
            Redress
          </Link>
          <p>{say("about")}</p>
        </div>
        {COLUMNS.map(({ name, links }) => (
          <nav key={name} aria-label={say(name)}>
            <strong>{say(name)}</strong>
            {links.map((link) =>
              "to" in link ? (
                <Link key={link.to} to={link.to}>
                  {"page" in link ? sayNavigation(link.page) : say(link.text)}
                </Link>
              ) : (
                <a key={link.text} href={link.file}>
                  {say(link.text)}
                </a>
              ),
            )}
          </nav>
        ))}
      </div>
    </footer>
  );
}
