import { Suspense, useEffect, useRef, type ReactNode } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { session } from "../api/redress";
import { Button } from "../design/button";
import { Loading } from "../design/loading";
import { Notice } from "../design/notice";
import { defineText, setLanguage, useLanguage, useText } from "../text/language";
import { ConnectionSign, LostNotice } from "./connection-sign";
import { InboxLink } from "./inbox-link";
import { navigationOf, navigationText } from "./navigation";
import styles from "./shell.module.css";
import { ThemeButton } from "./theme-button";
import { useViewer } from "./viewer";

const text = defineText("shell", {
  en: {
    skip: "Skip to the content",
    main: "Main",
    signIn: "Sign in",
    signOut: "Sign out",
    language: "中文",
    developers: "For developers",
    feeds: "Open data",
    setUp: "You work for the platform: that begins once you have set up a second factor.",
    setUpLink: "Set it up",
    about: "When a provider breaks a promise, you get a fair, fast, visible answer.",
  },
  zh: {
    skip: "跳到正文",
    main: "主导航",
    signIn: "登录",
    signOut: "退出",
    language: "English",
    developers: "开发者文档",
    feeds: "开放数据",
    setUp: "您是平台工作人员：设置两步验证后方可开始工作。",
    setUpLink: "前往设置",
    about: "服务商违背承诺时，您会得到公正、快速、公开的答复。",
  },
});

export function Shell(): ReactNode {
  const say = useText(text);
  const sayNavigation = useText(navigationText);
  const language = useLanguage();
  const viewer = useViewer();
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  return (
    <>
      <a className={styles.skip} href="#main">
        {say("skip")}
      </a>
      <header className={`${styles.header} no-print`}>
        <div className={styles.bar}>
          <Link to="/" className={styles.brand}>
            <img src="/icon.svg" alt="" width="22" height="22" />
            Redress
          </Link>
          <nav className={`${styles.nav} one-row`} aria-label={say("main")}>
            {navigationOf(viewer).map((entry) => (
              <NavLink key={entry.to} to={entry.to} end={entry.to === "/desk"}>
                {sayNavigation(entry.text)}
              </NavLink>
            ))}
          </nav>
          <div className={styles.tools}>
            <ConnectionSign />
            {viewer && <InboxLink />}
            <Button
              kind="quiet"
              lang={language === "en" ? "zh-CN" : "en"}
              onClick={() => setLanguage(language === "en" ? "zh-CN" : "en")}
            >
              {say("language")}
            </Button>
            <ThemeButton />
            {viewer ? (
              <>
                <Link to="/account">{viewer.displayName}</Link>
                <Button kind="quiet" onClick={() => void session.signOut()}>
                  {say("signOut")}
                </Button>
              </>
            ) : (
              <Link to="/sign-in">{say("signIn")}</Link>
            )}
          </div>
        </div>
        <LostNotice />
      </header>
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
      <footer className={`${styles.footer} no-print`}>
        <div className={styles.bar}>
          <span className="fill">{say("about")}</span>
          <Link to="/rules">{sayNavigation("rules")}</Link>
          <Link to="/house-rules">{sayNavigation("houseRules")}</Link>
          <Link to="/public-figures">{sayNavigation("publicFigures")}</Link>
          <a href="/register/manifest.json">{say("feeds")}</a>
          <a href="/developers/">{say("developers")}</a>
        </div>
      </footer>
    </>
  );
}

/** Screen readers announce the new page, and the keyboard begins there. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const { pathname, hash } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [main, pathname]);
  useEffect(() => (hash.length > 1 ? whenThere(hash.slice(1), goTo) : undefined), [pathname, hash]);
}

function goTo(part: HTMLElement): void {
  if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.scrollIntoView();
}

const PATIENCE_MS = 10_000;

/** A part that the address names may come later than its page, whose code and data have to be fetched. */
function whenThere(id: string, then: (part: HTMLElement) => void): () => void {
  const stop = (): void => {
    watch.disconnect();
    clearTimeout(late);
  };
  const look = (): void => {
    const part = document.getElementById(id);
    if (!part) return;
    stop();
    then(part);
  };
  const watch = new MutationObserver(look);
  const late = setTimeout(stop, PATIENCE_MS);
  watch.observe(document.body, { childList: true, subtree: true });
  look();
  return stop;
}
