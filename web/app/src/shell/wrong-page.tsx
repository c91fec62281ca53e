import { useEffect, type ReactNode } from "react";
import { isRouteErrorResponse, Navigate, Outlet, useLocation, useRouteError } from "react-router";
import { Button, ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Empty } from "../design/empty";
import { defineText, useText } from "../text/language";
import { useViewer } from "./viewer";

const text = defineText("wrongPage", {
  en: {
    notFound: "There is no such page",
    home: "To the first page",
    failed: "This page could not be shown",
    failedHint: "Something went wrong in the page itself. What you submitted is stored on the server.",
    reload: "Load it again",
  },
  zh: {
    notFound: "没有这个页面",
    home: "回到首页",
    failed: "无法显示此页面",
    failedHint: "页面本身出了问题；您已提交的内容都在服务器上。",
    reload: "重新加载",
  },
});

export function NotFound(): ReactNode {
  const say = useText(text);
  return (
    <Page title={say("notFound")}>
      <Empty title={say("notFound")}>
        <ButtonLink to="/">{say("home")}</ButtonLink>
      </Empty>
    </Page>
  );
}

/** Shows the error that a page threw. After a release an open page may request a file that is gone: reloading fetches the new ones. */
export function Failed(): ReactNode {
  const say = useText(text);
  const error = useRouteError();
  useEffect(() => console.error(error), [error]);
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
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

/** Wraps pages that require a signed-in person. */
export function SignedIn(): ReactNode {
  const { pathname, search } = useLocation();
  return useViewer() ? <Outlet /> : <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
}
