import { useCallback, useEffect, useState, type ComponentType, type ReactNode } from "react";
import { unreachable } from "../api/refusal";
import { defineText, useText } from "../text/language";
import { Button } from "./button";
import { Loading } from "./loading";
import { Notice } from "./notice";
import { Refused } from "./refused";

const text = defineText("later", {
  en: {
    unfetched:
      "This part of the page could not be fetched. If trying again does not help, there is a new version: load the page again.",
    again: "Try again",
    reload: "Load the page again",
  },
  zh: {
    unfetched: "页面的这一部分未能下载。若重试无效，说明页面已有新版本，请重新加载。",
    again: "重试",
    reload: "重新加载页面",
  },
});

interface State<Props> {
  Loaded: ComponentType<Props> | null;
  failed: boolean;
}

/**
 * A part of a page that is loaded when it is needed. Unlike with React.lazy, a network failure at that moment affects only this part,
 * which can be tried again: input elsewhere on the page is kept. `quiet`: nobody misses it until it is there.
 */
export function later<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  quiet = false,
): ComponentType<Props> {
  let ready: ComponentType<Props> | null = null;
  return function Later(props: Props): ReactNode {
    const [{ Loaded, failed }, setState] = useState<State<Props>>({ Loaded: ready, failed: false });
    const fetchIt = useCallback(() => {
      setState({ Loaded: ready, failed: false });
      load()
        .then((module) => (ready = module.default))
        .then(
          (Loaded) => setState({ Loaded, failed: false }),
          () => setState({ Loaded: null, failed: true }),
        );
    }, []);
    useEffect(() => {
      if (!ready) fetchIt();
    }, [fetchIt]);
    if (!Loaded && quiet) return null;
    if (failed) return <Unfetched onAgain={fetchIt} />;
    return Loaded ? <Loaded {...props} /> : <Loading lines={3} />;
  };
}

/** With a network, the file may be gone after a release: then only the page anew names the new one. */
function Unfetched({ onAgain }: { onAgain: () => void }): ReactNode {
  const say = useText(text);
  if (!navigator.onLine) return <Refused refusal={unreachable()} onAgain={onAgain} />;
  return (
    <Notice tone="bad">
      <p>{say("unfetched")}</p>
      <div className="row">
        <Button onClick={onAgain}>{say("again")}</Button>
        <Button onClick={() => location.reload()}>{say("reload")}</Button>
      </div>
    </Notice>
  );
}
