import type { KeyboardEvent, ReactNode } from "react";
import { Link } from "react-router";
import { Button } from "../design/button";
import { Badge } from "../design/badge";
import { Countdown } from "../design/time";
import { formatStake } from "../text/format";
import { useCategory, useQueueName } from "../text/categories";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import type { DeskRowFragment } from "./desk.generated";
import styles from "./desk.module.css";
import { deskText } from "./desk.text";
import { SeverityBadge } from "../design/severity-badge";
import { refusalOfTaking } from "./taking";

export const idOfRow = (id: string): string => `row-${id}`;

interface Props {
  row: DeskRowFragment;
  gone: boolean;
  active: boolean;
  /** null: the row cannot be selected. */
  selected: boolean | null;
  onFocus: () => void;
  onMove: (by: 1 | -1) => void;
  onSelect: () => void;
  onTake: () => void;
}

export function QueueRow({ row, gone, active, selected, onFocus, onMove, onSelect, onTake }: Props): ReactNode {
  const say = useText(deskText);
  const label = useLabel();
  const category = useCategory();
  const queueName = useQueueName();
  const onArrow = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : null;
    if (by === null) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <tr
      className={styles.row}
      data-active={active || undefined}
      data-selected={selected || undefined}
      onFocus={onFocus}
    >
      {selected !== null && (
        <td>
          <input
            type="checkbox"
            aria-label={say("select", { title: row.title })}
            checked={selected}
            onChange={onSelect}
          />
        </td>
      )}
      <td>{row.dueAt ? <Countdown until={row.dueAt} /> : <span className="muted">{say("noClock")}</span>}</td>
      <th scope="row" className={styles.title}>
        <Link id={idOfRow(row.id)} to={`/cases/${row.id}`} onKeyDown={onArrow}>
          {row.title}
        </Link>
        <span className="muted small">
          <span className="numeric">{row.number}</span> ·{" "}
          {say("against", { consumer: row.consumerName, provider: row.provider.legalName })}
          {gone && <> · {say("gone")}</>}
        </span>
      </th>
      <td className={styles.state}>{label("ComplaintStatus", row.status)}</td>
      <td>
        <SeverityBadge severity={row.severity} />
      </td>
      <td className={`nowrap ${styles.queued}`}>
        {row.queue && <span>{queueName(row.queue)}</span>}{" "}
        {row.category && <span className="muted small">{category(row.category)}</span>}
      </td>
      <td className="numeric">{formatStake(row.atStake)}</td>
      <td>
        <Holder row={row} onTake={onTake} />
      </td>
    </tr>
  );
}

function Holder({ row, onTake }: { row: DeskRowFragment; onTake: () => void }): ReactNode {
  const say = useText(deskText);
  const { lease, held, assignedTo, escalated } = row;
  return (
    <span className="row">
      {lease && <Badge tone={lease.isMine ? "info" : "muted"}>{lease.isMine ? say("you") : lease.holderName}</Badge>}
      {held && <Badge tone="warn">{say("onHold")}</Badge>}
      {escalated && <Badge tone="warn">{say("escalated")}</Badge>}
      {assignedTo && <span className="muted small nowrap">{say("assigned", { name: assignedTo.displayName })}</span>}
      {!lease && refusalOfTaking(row) === null && (
        <Button kind="quiet" onClick={onTake}>
          {say("take")}
          <span className="visually-hidden"> {row.title}</span>
        </Button>
      )}
    </span>
  );
}
