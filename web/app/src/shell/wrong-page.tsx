import { useEffect, type ReactNode } from "react";
import { isRouteErrorResponse, Navigate, Outlet, useLocation, useRouteError } from "react-router";
import { onReached } from "../api/connection-state";
import { Button, ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Empty } from "../design/empty";
import { defineText, useText } from "../text/language";
import { isPageOpen } from "./navigation";
import { useViewer } from "./viewer";

const text = defineText("wrongPage", {
  en: {
    notFound: "Page not found",
    nothingThere: "There is nothing at this address",
    notFoundHint: "It may have been mistyped or cut short. What you look for may also be found by the search above.",
    home: "Home",
    failed: "This page could not be shown",
    failedHint: "Something went wrong in the page itself. What you submitted is stored on the server.",
    reload: "Load it again",
    offline: "You are offline",
    unfetched: "This page could not be fetched",
    offlineHint: "This page has yet to be fetched. It opens by itself once you are connected again.",
    notYours: "This page is for others' work",
    notYoursHint: "None of your roles opens it. An administrator grants roles.",
  },
  zh: {
    notFound: "没有这个页面",
    nothingThere: "此地址没有内容",
    notFoundHint: "地址可能输错或不完整；也可以用上方的搜索查找。",
    home: "回到首页",
    failed: "无法显示此页面",
    failedHint: "页面本身出了问题；您已提交的内容都在服务器上。",
    reload: "重新加载",
    offline: "您已离线",
    unfetched: "此页面未能下载",
    offlineHint: "此页面尚未下载；恢复连接后会自动打开。",
    notYours: "此页面供其他岗位使用",
    notYoursHint: "您的角色不能打开此页面；角色由管理员授予。",
  },
});

export function NotFound(): ReactNode {
  const say = useText(text);
  return (
    <Page title={say("notFound")}>
      <Empty title={say("nothingThere")}>
        <p>{say("notFoundHint")}</p>
        <ButtonLink to="/">{say("home")}</ButtonLink>
      </Empty>
    </Page>
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
  if (unfetched) {
    const title = say(navigator.onLine ? "unfetched" : "offline");
    return (
      <Page title={title}>
        <Empty title={title}>
          <p>{say("offlineHint")}</p>
          <Button kind="primary" onClick={() => location.reload()}>
            {say("reload")}
          </Button>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={say("failed")}>
      <Empty title={say("failed")}>
        <p>{say("failedHint")}</p>
        <Button kind="primary" onClick={() => location.reload()}>
          {say("reload")}
        </Button>
      </Empty>
    </Page>
  );
}

/** The code of the page could not be fetched, as browsers say it. */
const isUnfetched = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|importing a module|module script/i.test(error.message);

const RELOADED = "redress reloaded at";
const SOON_MS = 60_000;

/**
 * After a release an open page requests a file that is gone: loading the page anew fetches the new ones. Once, not for ever; otherwise when
 * the server may be reached again.
 */
function fetchAgain(): (() => void) | undefined {
  if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(RELOADED)) < SOON_MS)
    return onReached(() => location.reload());
  sessionStorage.setItem(RELOADED, String(Date.now()));
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
    <Page title={say("notYours")}>
      <Empty title={say("notYours")}>
        <p>{say("notYoursHint")}</p>
        <ButtonLink to="/">{say("home")}</ButtonLink>
      </Empty>
    </Page>
  );
}
