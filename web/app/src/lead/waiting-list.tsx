import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useLocation } from "react-router";
import type { Read } from "../api/use-read";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { Pager } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { useText } from "../text/language";
import styles from "./lead.module.css";
import { leadText } from "./lead.text";
import type { TabProps } from "./tab";

interface Waiting<Item> {
  nodes: Item[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

interface Props<Data, Item> {
  read: Read<Data>;
  of: (data: Data) => Waiting<Item>;
  empty: string;
  tab: TabProps;
  children: (item: Item, onDone: (said?: string) => void) => ReactNode;
}

/** A list of decisions that wait for a lead; it is read again when something changes. */
export function WaitingList<Data, Item extends { id: string }>({
  read,
  of,
  empty,
  tab: { onNews, onDone },
  children,
}: Props<Data, Item>): ReactNode {
  const { search } = useLocation();
  useEffect(() => onNews(read.onAgain));
  const done = (said?: string): void => {
    read.onAgain();
    onDone(said);
  };
  return (
    <Loaded {...read}>
      {(data) => {
        const { nodes, pageInfo } = of(data);
        return (
          <>
            <Steady key={search} nodes={nodes} empty={empty} card={(item) => children(item, done)} />
            {nodes.length > 0 && <Pager pageInfo={pageInfo} />}
          </>
        );
      }}
    </Loaded>
  );
}

/**
 * What has been decided meanwhile, by others or here, keeps its place until it is hidden, and what comes is put at the end: nobody decides
 * on what has moved under their pointer.
 */
function Steady<Item extends { id: string }>({
  nodes,
  empty,
  card,
}: {
  nodes: readonly Item[];
  empty: string;
  card: (item: Item) => ReactNode;
}): ReactNode {
  const say = useText(leadText);
  const [shown, setShown] = useState(nodes);
  const now = new Map(nodes.map((item) => [item.id, item]));
  const all = new Map([...shown.map((item) => [item.id, item] as const), ...now]);
  const items = [...all.values()];
  if (items.length !== shown.length || items.some((item, at) => item !== shown[at])) setShown(items);
  if (nodes.length === 0) return <Empty title={empty}>{say("none")}</Empty>;
  const gone = items.length - nodes.length;
  return (
    <>
      <ul className="stack">
        {items.map((item) => (
          <Place key={item.id} gone={!now.has(item.id)}>
            {card(item)}
          </Place>
        ))}
      </ul>
      {gone > 0 && (
        <div>
          <Button onClick={() => setShown(nodes)}>{say("hideDecided", { count: gone })}</Button>
        </div>
      )}
    </>
  );
}

function Place({ gone, children }: { gone: boolean; children: ReactNode }): ReactNode {
  const say = useText(leadText);
  const place = useRef<HTMLLIElement>(null);
  // What cannot be used any more loses the focus, and the keyboard its place.
  useLayoutEffect(() => {
    if (gone && place.current?.contains(document.activeElement)) place.current.focus({ preventScroll: true });
  }, [gone]);
  return (
    <li ref={place} className={`card ${styles.place}`} tabIndex={-1}>
      <div role="status">{gone && <Badge>{say("decided")}</Badge>}</div>
      <div inert={gone}>{children}</div>
    </li>
  );
}
