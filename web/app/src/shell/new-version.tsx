import { useEffect, useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { defineText, useText } from "../text/language";
import styles from "./shell.module.css";

const text = defineText("newVersion", {
  en: { ready: "There is a new version of these pages.", take: "Reload", later: "Later" },
  zh: { ready: "页面有新版本。", take: "重新加载", later: "稍后" },
});

const HOUR_MS = 3_600_000;

/** Offers a new version when it is there; until the reader takes it, or closes the last page, everything stays as it is. */
export function NewVersion(): ReactNode {
  const say = useText(text);
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => followVersions(setWaiting), []);
  const takeOver = (): void => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting?.postMessage("TAKE_OVER");
  };
  return (
    <div aria-live="polite">
      {waiting && (
        <p className={styles.lost} data-tone="info">
          {say("ready")}{" "}
          <Button kind="quiet" onClick={takeOver}>
            {say("take")}
          </Button>
          <Button kind="quiet" onClick={() => setWaiting(null)}>
            {say("later")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** The worker is fetched after the page, which needs the line first. */
function followVersions(onWaiting: (worker: ServiceWorker) => void): (() => void) | undefined {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return undefined;
  let stop = (): void => {};
  let stopped = false;
  const begin = async (): Promise<void> => {
    // Browsers refuse it in private windows.
    const registration = await navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
    if (registration && !stopped) stop = follow(registration, onWaiting);
  };
  if (document.readyState === "complete") void begin();
  else addEventListener("load", () => void begin(), { once: true });
  return () => {
    stopped = true;
    stop();
  };
}

function follow(registration: ServiceWorkerRegistration, onWaiting: (worker: ServiceWorker) => void): () => void {
  const look = (): void => {
    // The first one ever replaces nothing.
    if (registration.waiting && navigator.serviceWorker.controller) onWaiting(registration.waiting);
  };
  const found = (): void => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", found);
  look();
  found();
  // A page that stays open for days is not loaded anew by itself.
  const timer = setInterval(() => void registration.update().catch(() => undefined), HOUR_MS);
  return () => {
    registration.removeEventListener("updatefound", found);
    clearInterval(timer);
  };
}
