import { useEffect, useRef, type FormEvent, type ReactNode } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Page } from "../design/page";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { FetchOrderDocument } from "./find-order.generated";

const text = defineText("findOrder", {
  en: {
    title: "Find an order",
    number: "Order number",
    hint: "As the marketplace shows it. An order that is not here yet is asked for there.",
    find: "Find",
  },
  zh: { title: "查找订单", number: "订单号", hint: "平台上显示的订单号。尚未同步的订单会向平台查询。", find: "查找" },
});

export { FindOrderPage as Component };

/** The marketplace links here with `?number=…`: whoever comes so need not press anything. */
function FindOrderPage(): ReactNode {
  const say = useText(text);
  const [query] = useSearchParams();
  const given = query.get("number") ?? "";
  const kept = useKept(`find order ${given}`, "", given);
  const { act, busy, refusal } = useAct(FetchOrderDocument);
  const navigate = useNavigate();
  const begun = useRef(false);

  async function find(wanted: string): Promise<void> {
    const found = await act({ number: wanted });
    if (!found) return;
    kept.forget();
    await navigate(`/orders/${found.fetchOrder.order.id}`, { replace: true });
  }

  useEffect(() => {
    if (given === "" || begun.current) return;
    begun.current = true;
    void find(given);
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    void find(kept.value);
  }

  const wrong = refusal?.at("number");
  return (
    <Page title={say("title")}>
      <form className="card stack narrow" onSubmit={submit}>
        <TextInput
          required
          label={say("number")}
          hint={say("hint")}
          value={kept.value}
          error={wrong}
          onChange={({ target }) => kept.change(target.value)}
        />
        {!wrong && <Refused refusal={refusal} />}
        <div>
          <Button type="submit" kind="primary" busy={busy}>
            {say("find")}
          </Button>
        </div>
      </form>
    </Page>
  );
}
