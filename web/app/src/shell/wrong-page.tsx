import { useEffect, type ReactNode } from "react";
import { isRouteErrorResponse, Navigate, Outlet, useLocation, useRouteError } from "react-router";
import { onReached } from "../api/connection-state";
import { isUnfetched } from "../api/unfetched";
import { Button, ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Empty } from "../design/empty";
import { defineText, useText } from "../text/language";
import { isPageOpen } from "./navigation";
import { useViewer } from "./viewer";
import { inThisTab } from "../browser/kept-texts";

const text = defineText("wrongPage", {
  en: {
    notFound: "Page not found",
    notFoundHint: "The address may have been mistyped or cut short.",
    home: "Home",
    failed: "This page could not be shown",
    failedHint: "Something went wrong in the page itself. What you submitted is stored on the server.",
    reload: "Load the page again",
    offline: "You are offline",
    offlineHint: "This page has yet to be fetched. It opens by itself once you are connected again.",
    notYours: "This page is for others' work",
    notYoursHint: "None of your roles opens it. An administrator grants roles.",
  },
  zh: {
    notFound: "没有这个页面",
    notFoundHint: "地址可能有误或不完整。",
    home: "回到首页",
    failed: "无法显示此页面",
    failedHint: "页面本身出了问题；您已提交的内容都在服务器上。",
    reload: "重新加载页面",
    offline: "您已离线",
    offlineHint: "此页面尚未下载；恢复连接后会自动打开。",
    notYours: "此页面供其他岗位使用",
    notYoursHint: "您的角色不能打开此页面；角色由管理员授予。",
  },
});

/** What happened, why, and what can be done. */
const Wrong = ({ title, why, children }: { title: string; why: string; children: ReactNode }): ReactNode => (
  <Page title={title}>
    <Empty title={why}>{children}</Empty>
  </Page>
);

function Home(): ReactNode {
  return <ButtonLink to="/">{useText(text)("home")}</ButtonLink>;
}

export function NotFound(): ReactNode {
  const say = useText(text);
  return (
    <Wrong title={say("notFound")} why={say("notFoundHint")}>
      <Home />
    </Wrong>
  );
}

/** Shows the error that a page threw. */
export function Failed(): ReactNode {
  const say = useText(text);
  const error = useRouteError();
  const unfetched = isUnfetched(error);
  useEffect(() => console.error(error), [error]);
  useEffect(() => (unfetched ? fetchAgain() : undefined), [unfetched]);
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return (
    <Wrong
      title={say(unfetched && !navigator.onLine ? "offline" : "failed")}
      why={say(unfetched ? "offlineHint" : "failedHint")}
    >
      <Button kind="primary" onClick={() => location.reload()}>
        {say("reload")}
      </Button>
    </Wrong>
  );
}

const RELOADED = "redress reloaded at";
const SOON_MS = 60_000;

/**
 * After a release an open page requests a file that is gone: loading the page anew fetches the new ones. Once, not for ever; otherwise when
 * the server may be reached again.
 */
function fetchAgain(): (() => void) | undefined {
  if (!navigator.onLine || Date.now() - Number(inThisTab.getItem(RELOADED)) < SOON_MS)
    return onReached(() => location.reload());
  inThisTab.setItem(RELOADED, String(Date.now()));
  location.reload();
  return undefined;
}

/** Wraps pages that require a signed-in person, those of work one whose roles open them. */
export function SignedIn(): ReactNode {
  const { pathname, search, hash } = useLocation();
  const viewer = useViewer();
  if (!viewer) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search + hash)}`} replace />;
  return isPageOpen(viewer, pathname) ? <Outlet /> : <NotYours />;
}

function NotYours(): ReactNode {
  const say = useText(text);
  return (
    <Wrong title={say("notYours")} why={say("notYoursHint")}>
      <Home />
    </Wrong>
  );
}
