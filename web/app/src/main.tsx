import { StrictMode, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, RouterProvider } from "react-router";
import { Provider } from "urql";
import { openApi, type Api } from "./api/client";
import { session } from "./api/redress";
import { useRead } from "./api/use-read";
import "./design/design.css";
import { Loading } from "./design/loading";
import { markLanguages } from "./design/mark-languages";
import { Refused } from "./design/refused";
import { routes } from "./routes";
import { keepFocus } from "./shell/keep-focus";
import { applyTheme } from "./shell/theme-choice";
import { ViewerContext } from "./shell/viewer";
import { ViewerDocument } from "./shell/viewer.generated";
import { useLanguage } from "./text/language";

applyTheme();
const router = createBrowserRouter(routes);

/** A client for each person and language: data read by one person is never shown to another. */
function App(): ReactNode {
  const accountId = useSyncExternalStore(session.onPerson, () => session.current?.accountId ?? null);
  const language = useLanguage();
  const [api, setApi] = useState<Api | null>(null);
  useEffect(() => {
    const opened = openApi(language);
    // oxlint-disable-next-line react/set-state-in-effect -- the client that this effect opens and closes
    setApi(opened);
    return () => opened.close();
  }, [accountId, language]);
  // Another person's is replaced after this has been drawn.
  if (api?.accountId !== accountId) return null;
  return (
    <Provider value={api.client}>
      <WithViewer key={`${accountId} ${language}`} signedIn={accountId !== null} />
    </Provider>
  );
}

function WithViewer({ signedIn }: { signedIn: boolean }): ReactNode {
  const { data, fetching, refusal, onAgain } = useRead(ViewerDocument, {}, { pause: !signedIn });
  // No one is treated as a visitor just because the server cannot be reached.
  if (signedIn && !data) return fetching ? <Loading /> : <Refused refusal={refusal} onAgain={onAgain} />;
  const viewer =
    signedIn && data?.viewer ? { ...data.viewer, openOperations: data.openOperations, inbox: data.inbox } : null;
  return (
    <ViewerContext value={viewer}>
      <RouterProvider router={router} />
    </ViewerContext>
  );
}

/** The first look, the server's or the first script's, stays until the page has its title, or says why it has none. */
function takeOver(root: HTMLElement): void {
  const watching = new MutationObserver(() => {
    if (!root.querySelector("h1, [role=alert]")) return;
    watching.disconnect();
    document.querySelector(".first-look")?.remove();
  });
  watching.observe(root, { childList: true, subtree: true });
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
takeOver(root);
markLanguages(document.body);
keepFocus();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
