import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { Icon } from "../design/icon";
import { takeBack, useWaiting, type WaitingMessage } from "../shell/outbox";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { useCase } from "./case-context";
import styles from "./case.module.css";

const text = defineText("waitingMessages", {
  en: {
    waiting: "Waiting to be sent",
    unconfirmed: "Not confirmed yet; it is repeated by itself, and is there once",
    refused: "Not sent: {{reason}}",
    takeBack: "Do not send",
    remove: "Remove",
  },
  zh: {
    waiting: "等待发送",
    unconfirmed: "尚未确认；将自动重试，不会重复",
    refused: "未发送：{{reason}}",
    takeBack: "不发送",
    remove: "移除",
  },
});

export function useWaitingHere(): WaitingMessage[] {
  const { complaint } = useCase();
  return useWaiting().filter(({ input }) => input.complaintId === complaint.id);
}

/** What one has written and the server has not acknowledged. */
export function WaitingMessages(): ReactNode {
  const waiting = useWaitingHere();
  return (
    waiting.length > 0 && (
      <ol className={styles.items}>
        {waiting.map((message) => (
          <li key={message.input.clientMutationId}>
            <Line message={message} />
          </li>
        ))}
      </ol>
    )
  );
}

function Line({ message }: { message: WaitingMessage }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { input, mayHaveArrived, refusal } = message;
  return (
    <div className={styles.message} data-mine data-waiting>
      <div className={styles.bubble}>
        <p className={`prose ${styles.words}`}>{input.text}</p>
        <p className={styles.meta}>
          <Icon of={Clock} size={12} />
          <span>
            {refusal !== null ? say("refused", { reason: refusal }) : say(mayHaveArrived ? "unconfirmed" : "waiting")}
          </span>
          {input.visibility && input.visibility !== "PARTIES" && (
            <Badge tone="info">{label("MessageVisibility", input.visibility)}</Badge>
          )}
          {(refusal !== null || !mayHaveArrived) && (
            <Button kind="quiet" onClick={() => takeBack(message)}>
              {say(refusal !== null ? "remove" : "takeBack")}
            </Button>
          )}
        </p>
      </div>
    </div>
  );
}
