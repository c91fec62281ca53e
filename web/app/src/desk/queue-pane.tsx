import { ArrowLeft, RefreshCw } from "lucide-react";
import { useEffect, useReducer, useRef, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { useLive } from "../api/use-live";
import { Empty } from "../design/empty";
import { Icon } from "../design/icon";
import { Loaded } from "../design/loaded";
import { SeverityBadge } from "../design/severity-badge";
import { Countdown } from "../design/time";
import { formatStake } from "../text/format";
import { useText } from "../text/language";
import styles from "./beside-queue.module.css";
import { DeskQueueDocument, WatchDeskQueueDocument, type DeskRowFragment } from "./desk.generated";
import { deskText } from "./desk.text";
import { readFilter } from "./queue-address";
import { keepShown, keptView } from "./queue-place";
import { useOncePerMoment } from "./use-once-per-moment";
import { useSteadyRows } from "./use-steady-rows";

/** The queue as it was left, in short; its rows stay where they are until one asks for the list as it is now. */
export function QueuePane({ here }: { here: string }): ReactNode {
  const say = useText(deskText);
  const view = keptView();
  const filter = readFilter(new URLSearchParams(view));
  const [changes, tellChange] = useReducer((before: number) => before + 1, 0);
  const queue = useLive({
    query: DeskQueueDocument,
    variables: { filter, after: null },
    cursorOf: ({ moderationQueueCursor }) => moderationQueueCursor,
    updates: WatchDeskQueueDocument,
    updateVariables: { filter },
    onUpdate: ({ moderationQueueUpdated }) => moderationQueueUpdated.complaint && tellChange(),
  });
  useOncePerMoment(changes, queue.onAgain);
  const nodes = queue.data?.moderationQueue.nodes ?? [];
  const [begun, setBegun] = useState(false);
  if (!begun && nodes.length > 0) setBegun(true);
  const { rows, arrived, changed, refresh } = useSteadyRows(nodes, view, begun);
  const shown = rows.map(({ row }) => row.id).join(" ");
  useEffect(() => {
    if (shown !== "") keepShown(shown.split(" "));
  }, [shown]);
  return (
    <aside className={styles.pane} aria-label={say("queue")}>
      <Link className={styles.back} to={{ pathname: "/desk", search: view }}>
        <Icon of={ArrowLeft} size={16} />
        {say("title")}
      </Link>
      <Loaded {...queue}>
        {() =>
          rows.length === 0 ? (
            <Empty title={say("empty")} />
          ) : (
            <ul className={styles.rows}>
              {rows.map(({ row, gone }) => (
                <PaneRow key={row.id} row={row} gone={gone} isHere={row.id === here} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <div role="status">
        {changed && (
          <button className={styles.news} onClick={refresh}>
            <Icon of={RefreshCw} size={16} />
            {arrived.length > 0 ? say("arrived", { count: arrived.length }) : say("changed")}
          </button>
        )}
      </div>
    </aside>
  );
}

function PaneRow({ row, gone, isHere }: { row: DeskRowFragment; gone: boolean; isHere: boolean }): ReactNode {
  const say = useText(deskText);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isHere) link.current?.scrollIntoView({ block: "nearest" });
  }, [isHere]);
  return (
    <li>
      <Link ref={link} to={`/cases/${row.id}`} className={styles.row} aria-current={isHere ? "page" : undefined}>
        <span className={styles.part}>
          <strong className={styles.title}>{row.title}</strong>
          <SeverityBadge severity={row.severity} />
        </span>
        <span className={styles.part}>
          <span className={styles.of}>
            {gone && <>{say("gone")} · </>}
            <span className="numeric">{formatStake(row.atStake)}</span> · {row.consumerName}
          </span>
          {row.dueAt && <Countdown until={row.dueAt} />}
        </span>
      </Link>
    </li>
  );
}
