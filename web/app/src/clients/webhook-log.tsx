import type { ReactNode } from "react";
import { useAct } from "../api/use-act";
import { present, useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { useEventLabel } from "../text/event-type-label";
import { useLabel } from "../text/room-labels";
import { defineText, useText } from "../text/language";
import { RedeliverWebhookDocument, WebhookDeliveriesDocument } from "./webhooks.generated";

const text = defineText("webhookLog", {
  en: {
    title: "Deliveries",
    event: "Event",
    state: "State",
    last: "Last sent",
    answer: "Answer",
    act: "To do",
    again: "Send again",
    none: "Nothing has been sent yet.",
  },
  zh: {
    title: "推送记录",
    event: "事件",
    state: "状态",
    last: "最近推送",
    answer: "响应",
    act: "操作",
    again: "重新推送",
    none: "尚无推送。",
  },
});

const COLUMNS = ["event", "state", "last", "answer", "act"] as const;

export function WebhookLog({ id, mayManage }: { id: string; mayManage: boolean }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const eventLabel = useEventLabel();
  const read = present(useRead(WebhookDeliveriesDocument, { id }), "webhookEndpoint");
  const { act, busy, refusal } = useAct(RedeliverWebhookDocument);
  const again = async (webhookDeliveryId: string): Promise<void> => {
    if (await act({ webhookDeliveryId })) read.onAgain();
  };
  return (
    <Loaded {...read}>
      {({ webhookEndpoint: { deliveries } }) =>
        deliveries.nodes.length === 0 ? (
          <p>{say("none")}</p>
        ) : (
          <>
            <Refused refusal={refusal} />
            <DataTable label={say("title")} heads={COLUMNS.map((column) => say(column))}>
              {deliveries.nodes.map(({ id: deliveryId, eventType, status, attempts }) => {
                const last = attempts.at(-1);
                const problem = last?.problem && label("WebhookProblem", last.problem);
                return (
                  <tr key={deliveryId}>
                    <th scope="row">{eventLabel(eventType)}</th>
                    <td>{label("WebhookDeliveryStatus", status)}</td>
                    <td>{last && <Time at={last.at} />}</td>
                    <td>{last && [problem, last.httpStatus].filter(Boolean).join(" · ")}</td>
                    <td>
                      {mayManage && (
                        <Button kind="quiet" busy={busy} onClick={() => void again(deliveryId)}>
                          {say("again")}
                        </Button>
                      )}
                    </td>
                  </tr>
                );
              })}
            </DataTable>
          </>
        )
      }
    </Loaded>
  );
}
