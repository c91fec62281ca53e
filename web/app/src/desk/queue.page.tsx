import { useEffect, useEffectEvent, useReducer, useRef, useState, type ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";
import { useLive } from "../api/use-live";
import { Button, ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { useIsOpen } from "../shell/viewer";
import { useText } from "../text/language";
import { BulkBar } from "./bulk-bar";
import styles from "./desk.module.css";
import { DeskQueueDocument, WatchDeskQueueDocument, type DeskRowFragment } from "./desk.generated";
import { deskText } from "./desk.text";
import { KeysDialog } from "./keys-dialog";
import { addressOf, useQueueAddress } from "./queue-address";
import { keepShown, keepView } from "./queue-place";
import { QueueFilters } from "./queue-filters";
import { QueueTable, focusRow } from "./queue-table";
import { QueueViews } from "./queue-views";
import { useKeys, useShortcuts } from "./shortcuts";
import { refusalOfTaking, TakingNews, useTaking } from "./taking";
import { useOncePerMoment } from "./use-once-per-moment";
import { useSteadyRows } from "./use-steady-rows";

export { QueuePage as Component };

function QueuePage(): ReactNode {
  const say = useText(deskText);
  const navigate = useNavigate();
  const address = useQueueAddress();
  const bulk = useIsOpen("applyBulkAction");
  const writes = useIsOpen("createCannedText");
  const after = usePlace();
  const variables = { filter: address.filter, after };
  const view = JSON.stringify(variables);
  const [changes, tellChange] = useReducer((before: number) => before + 1, 0);
  const queue = useLive({
    query: DeskQueueDocument,
    variables,
    cursorOf: ({ moderationQueueCursor }) => moderationQueueCursor,
    updates: WatchDeskQueueDocument,
    updateVariables: { filter: address.filter },
    // The cases shown are up to date; only the server knows which cases there are, and in which order.
    onUpdate: ({ moderationQueueUpdated }) => moderationQueueUpdated.complaint && tellChange(),
  });
  useOncePerMoment(changes, queue.onAgain);

  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const [inTable, setInTable] = useState(false);
  const nodes = queue.data?.moderationQueue.nodes ?? [];
  const { rows, arrived, changed, refresh } = useSteadyRows(nodes, view, inTable || selected.size > 0);
  const [selectedIn, setSelectedIn] = useState(view);
  if (selectedIn !== view) {
    setSelectedIn(view);
    setSelected(new Set());
  }

  const shown = rows.map(({ row }) => row.id).join(" ");
  useEffect(() => keepShown(shown === "" ? [] : shown.split(" ")), [shown]);
  const asked = addressOf(address.filter);
  useEffect(() => keepView(asked), [asked]);

  const taking = useTaking(tellChange);
  const [keys, setKeys] = useKeys();
  const [help, setHelp] = useState(false);
  const filters = useRef<HTMLFormElement>(null);

  const place = rows.findIndex(({ row }) => row.id === active);
  const current = rows[place]?.row;
  const move = (to: number): void => focusRow(rows[Math.min(Math.max(to, 0), rows.length - 1)]?.row.id);
  const open = (id: string): void => void navigate(`/cases/${id}`);
  const toggle = (id: string): void =>
    setSelected((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  async function takeNext(): Promise<void> {
    const free = nodes.filter((row) => !row.lease && refusalOfTaking(row) === null);
    for (const row of free) {
      const outcome = await taking.take(row);
      if (outcome === "TAKEN") return open(row.id);
      if (outcome === "FAILED") return;
    }
    taking.sayNoneFree();
  }

  // From a case's page: on with the next.
  const wanted = (useLocation().state as { takeNext?: boolean } | null)?.takeNext === true;
  const begin = useEffectEvent(() => {
    void navigate(".", { replace: true, state: null });
    void takeNext();
  });
  const loaded = queue.data !== undefined;
  useEffect(() => {
    if (wanted && loaded) begin();
  }, [wanted, loaded]);

  useShortcuts(keys, {
    next: () => move(place + 1),
    previous: () => move(place - 1),
    open: () => current && open(current.id),
    take: () => current && void taking.take(current),
    takeNext: () => void takeNext(),
    select: () => current && bulk && toggle(current.id),
    refresh,
    filter: () => filters.current?.querySelector<HTMLElement>("select, input")?.focus(),
    help: () => setHelp(true),
  });

  return (
    <Page
      dense
      title={say("title")}
      actions={
        <>
          <Button kind="primary" busy={taking.busy} onClick={() => void takeNext()}>
            {say("takeNext")}
          </Button>
          {writes && <ButtonLink to="/desk/texts">{say("texts")}</ButtonLink>}
          <Button onClick={() => setHelp(true)}>{say("keys")}</Button>
        </>
      }
    >
      <QueueViews filter={address.filter} changes={changes} />
      <QueueFilters ref={filters} params={address.params} onChange={address.change} />
      <Loaded {...queue}>
        {({ moderationQueue: { pageInfo } }) => (
          <>
            {rows.length === 0 ? (
              <Empty title={say("empty")}>{say("emptyHint")}</Empty>
            ) : (
              <QueueTable
                rows={rows}
                active={active}
                selected={bulk ? selected : null}
                onActive={setActive}
                onInTable={setInTable}
                onMove={(by) => move(place + by)}
                onSelect={toggle}
                onSelectAll={(all) => setSelected(new Set(all ? rows.map(({ row }) => row.id) : []))}
                onTake={(row) => void taking.take(row)}
              />
            )}
            <Pager pageInfo={pageInfo} />
          </>
        )}
      </Loaded>
      <div className={`stack-tight ${styles.foot}`}>
        <TakingNews news={taking.news} />
        <div role="status">{changed && <ListNews arrived={arrived} onRefresh={refresh} />}</div>
        <BulkBar
          ids={rows.map(({ row }) => row.id).filter((id) => selected.has(id))}
          onClear={() => setSelected(new Set())}
          onDone={queue.onAgain}
        />
      </div>
      {help && <KeysDialog keys={keys} onKeys={setKeys} onClose={() => setHelp(false)} />}
    </Page>
  );
}

function ListNews({ arrived, onRefresh }: { arrived: DeskRowFragment[]; onRefresh: () => void }): ReactNode {
  const say = useText(deskText);
  return (
    <Notice>
      <div className="row spread">
        <span>
          {arrived.length > 0 ? say("arrived", { count: arrived.length }) : say("changed")}
          {arrived.length > 0 && <span className="muted"> {arrived.map(({ title }) => title).join(" · ")}</span>}
        </span>
        <Button onClick={onRefresh}>{say("refresh")}</Button>
      </div>
    </Notice>
  );
}
