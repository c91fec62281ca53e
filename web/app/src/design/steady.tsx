import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { defineText, useText } from "../text/language";
import { Badge } from "./badge";
import { Button } from "./button";
import styles from "./steady.module.css";

const text = defineText("steady", {
  en: {
    decided: "Decided",
    hideDecided_one: "Hide the one that is decided",
    hideDecided_other: "Hide the {{count}} that are decided",
  },
  zh: {
    decided: "已处理",
    hideDecided_other: "隐去已处理的 {{count}} 件",
  },
});

interface Props<Item> {
  /** What waits now. */
  nodes: readonly Item[];
  empty: ReactNode;
  card: (item: Item) => ReactNode;
}

/**
 * Things that wait for somebody to decide on them. What has been decided meanwhile, by others or here, keeps its place until it is hidden, and
 * what comes is put at the end: nobody decides on what has moved under their pointer.
 */
export function Steady<Item extends { id: string }>({ nodes, empty, card }: Props<Item>): ReactNode {
  const say = useText(text);
  const [shown, setShown] = useState(nodes);
  const now = new Map(nodes.map((item) => [item.id, item]));
  const all = new Map([...shown.map((item) => [item.id, item] as const), ...now]);
  const items = [...all.values()];
  if (items.length !== shown.length || items.some((item, at) => item !== shown[at])) setShown(items);
  if (nodes.length === 0) return empty;
  const gone = items.length - nodes.length;
  return (
    <>
      <ul className="stack" role="list">
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
  const say = useText(text);
  const place = useRef<HTMLLIElement>(null);
  // What cannot be used any more loses the focus, and the keyboard its place.
  useLayoutEffect(() => {
    if (gone && place.current?.contains(document.activeElement)) place.current.focus({ preventScroll: true });
  }, [gone]);
  return (
    <li ref={place} className={`card ${styles.place}`} tabIndex={-1}>
      <div role="status">{gone && <Badge>{say("decided")}</Badge>}</div>
      <div inert={gone} className="stack-tight">
        {children}
      </div>
    </li>
  );
}
