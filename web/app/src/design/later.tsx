import { useCallback, useEffect, useState, type ComponentType, type ReactNode } from "react";
import { unfetched } from "../api/unfetched";
import { Loading } from "./loading";
import { Refused } from "./refused";

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
    if (failed) return <Refused refusal={unfetched()} onAgain={fetchIt} />;
    return Loaded ? <Loaded {...props} /> : <Loading lines={3} />;
  };
}
