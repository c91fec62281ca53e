import { useReducer, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { useFollow } from "../api/use-live";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { later } from "../design/later";
import { useIsOpen } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import styles from "./desk.module.css";
import { addressOf, type Kept } from "./queue-address";
import { QueueViewsDocument, WatchQueueViewsDocument, type QueueViewShownFragment } from "./queue-views.generated";
import { useOncePerMoment } from "./use-once-per-moment";

const ViewsDialog = later(() => import("./views-dialog"));

const text = defineText("queueViews", {
  en: {
    views: "Views",
    ALL: "All",
    UNASSIGNED: "Unassigned",
    MINE: "Mine",
    DUE_TODAY: "Due today",
    OVERDUE: "Overdue",
    GRAVE: "Grave",
    save: "Keep this view",
    edit: "My views",
    cases_one: "{{count}} case",
    cases_other: "{{count}} cases",
  },
  zh: {
    views: "视图",
    ALL: "全部",
    UNASSIGNED: "未分派",
    MINE: "我的",
    DUE_TODAY: "今日到期",
    OVERDUE: "已超时",
    GRAVE: "重大",
    save: "保存此视图",
    edit: "我的视图",
    cases_other: "{{count}} 件",
  },
});

/** Ways to look at the queue, each with how many cases it shows now. */
export function QueueViews({ filter, changes }: { filter: Kept; changes: number }): ReactNode {
  const say = useText(text);
  const mayKeep = useIsOpen("createQueueView");
  const [dialog, setDialog] = useState<"SAVE" | "EDIT" | null>(null);
  const [told, tell] = useReducer((before: number) => before + 1, 0);
  const { data, onAgain } = useRead(QueueViewsDocument, {});
  // Of all cases: those outside this view are counted, too.
  useFollow({ updates: WatchQueueViewsDocument, variables: {}, after: null, onUpdate: tell });
  useOncePerMoment(told + changes, onAgain, 1_000);
  const views = data?.queueViews ?? [];
  const here = addressOf(filter);
  const own = views.flatMap((view) => (view.own ? [{ ...view.own, filter: view.filter }] : []));
  const nameOf = ({ standing, own }: QueueViewShownFragment): string => own?.name ?? (standing ? say(standing) : "");
  return (
    <nav className={styles.views} aria-label={say("views")}>
      {views.map((view) => {
        const address = addressOf(view.filter);
        const { cases, isAtLeast } = view;
        return (
          <Link
            key={view.own?.id ?? view.standing}
            to={{ search: address }}
            className={styles.view}
            aria-current={address === here ? "page" : undefined}
          >
            {nameOf(view)}
            <span className="numeric" aria-hidden="true">
              {isAtLeast ? `${cases}+` : cases}
            </span>
            <span className="visually-hidden">{say("cases", { count: cases })}</span>
          </Link>
        );
      })}
      {mayKeep && views.length > 0 && !views.some((view) => addressOf(view.filter) === here) && (
        <Button kind="quiet" onClick={() => setDialog("SAVE")}>
          {say("save")}
        </Button>
      )}
      {own.length > 0 && (
        <Button kind="quiet" onClick={() => setDialog("EDIT")}>
          {say("edit")}
        </Button>
      )}
      {dialog && (
        <ViewsDialog
          keep={dialog === "SAVE" ? filter : null}
          own={own}
          onDone={onAgain}
          onClose={() => setDialog(null)}
        />
      )}
    </nav>
  );
}
