import type { ReactNode } from "react";
import { Outlet, useLocation } from "react-router";
import { later } from "../design/later";
import { useWide } from "../design/use-wide";
import { useIsOpen } from "../shell/viewer";
import styles from "./beside-queue.module.css";

const QueuePane = later(async () => ({ default: (await import("./queue-pane")).QueuePane }));

/** Beside a case, its ruling and its appeal the list stays, for those who work through it and have the room. */
export function BesideQueue(): ReactNode {
  const here = /^\/cases\/([^/]+)/.exec(useLocation().pathname)?.[1];
  const works = useIsOpen("moderationQueue");
  const wide = useWide("84rem");
  const shown = here !== undefined && works && wide;
  return (
    <div className={shown ? styles.beside : styles.alone}>
      {shown && <QueuePane here={here} />}
      <div className={shown ? styles.case : styles.alone}>
        <Outlet />
      </div>
    </div>
  );
}
