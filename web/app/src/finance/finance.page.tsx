import { useState, type ReactNode } from "react";
import { Link, useLocation, useSearchParams } from "react-router";
import type { PaymentAction, PaymentStatus } from "../api/schema.generated";
import { useNowAndThen } from "../api/use-now-and-then";
import { useRead } from "../api/use-read";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Steady } from "../design/steady";
import { useLabel, valuesOf } from "../text/labels";
import { useText } from "../text/language";
import { PaymentsToSettleDocument, type PaymentToSettleFragment } from "./finance.generated";
import { financeText } from "./finance.text";
import { Instructions } from "./instructions";
import { PaymentCard } from "./payment-card";
import { SettleDialog } from "./settle-dialog";

export { FinancePage as Component };

const STATUSES = valuesOf("PaymentStatus");

const VIEWS = ["instructions", "flagged"] as const;

function FinancePage(): ReactNode {
  const say = useText(financeText);
  const label = useLabel();
  const [params] = useSearchParams();
  const view = VIEWS.find((one) => one === params.get("view"));
  const status = STATUSES.find((one) => one === params.get("status")) ?? "CLAIMED";
  return (
    <Page dense title={say("title")}>
      <p className="muted prose">{say("explained")}</p>
      <nav className="tabs" aria-label={say("tabs")}>
        {STATUSES.map((one) => (
          <Link key={one} to={`?status=${one}`} aria-current={!view && one === status ? "page" : undefined}>
            {label("PaymentStatus", one)}
          </Link>
        ))}
        {VIEWS.map((one) => (
          <Link key={one} to={`?view=${one}`} aria-current={one === view ? "page" : undefined}>
            {say(one)}
          </Link>
        ))}
      </nav>
      {view ? <Instructions flagged={view === "flagged"} /> : <Payments status={status} />}
    </Page>
  );
}

function Payments({ status }: { status: PaymentStatus }): ReactNode {
  const say = useText(financeText);
  const { search } = useLocation();
  const read = useRead(PaymentsToSettleDocument, { status, after: usePlace() });
  useNowAndThen(read.onAgain);
  const [open, setOpen] = useState<{ payment: PaymentToSettleFragment; action: PaymentAction } | null>(null);
  return (
    <>
      <Loaded {...read}>
        {({ payments: { nodes, pageInfo } }) => (
          <>
            <Steady
              key={search}
              nodes={nodes}
              empty={<Empty title={say("empty")}>{say("emptyHint")}</Empty>}
              card={(payment) => <PaymentCard payment={payment} onAct={(action) => setOpen({ payment, action })} />}
            />
            {nodes.length > 0 && <Pager pageInfo={pageInfo} />}
          </>
        )}
      </Loaded>
      {open && (
        <SettleDialog
          {...open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            read.onAgain();
          }}
        />
      )}
    </>
  );
}
