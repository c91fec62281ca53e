import type { ReactNode } from "react";
import { present } from "../../api/use-read";
import { Page } from "../../design/page";
import { Pager, usePlace } from "../../design/pager";
import { Badge } from "../../design/badge";
import { Loaded } from "../../design/loaded";
import { Notice } from "../../design/notice";
import { Time } from "../../design/time";
import { formatMoney } from "../../text/format";
import { useLabel } from "../../text/room-labels";
import { defineText, useText } from "../../text/language";
import { BusinessDepositDocument, type BusinessDepositQuery, type OwnPaymentFragment } from "./deposit.generated";
import { Table } from "../table";
import { PAYMENT_TONE } from "../tones";
import { TopUp } from "./top-up";
import { useBusiness, useBusinessRead } from "../use-business";

const text = defineText("businessDeposit", {
  en: {
    title: "Deposit",
    explained:
      "The deposit backs your promises. It first pays consumers what rulings ordered and was not performed in time; only the rest pays contract charges.",
    balance: "Balance",
    none: "nothing paid in",
    owed: "Consumers are still owed {{amount}}. What you pay in goes to them first.",
    payments: "Latest payments",
    noPayments: "No payment was claimed yet.",
    claimedAt: "Claimed",
    status: "State",
    transfers: "All movements",
    at: "When",
    purpose: "What for",
    from: "From",
    to: "To",
    amount: "Amount",
    reference: "Reference",
    noTransfers: "Nothing has moved yet.",
  },
  zh: {
    title: "保证金",
    explained: "保证金用于保障您的承诺：处理决定要求而逾期未履行的，先从保证金赔付消费者，剩余部分才用于缴纳违约金。",
    balance: "余额",
    none: "尚未缴存",
    owed: "尚欠消费者 {{amount}}。您充值的款项将优先用于赔付。",
    payments: "最近付款",
    noPayments: "暂无付款申报。",
    claimedAt: "申报时间",
    status: "状态",
    transfers: "收支明细",
    at: "时间",
    purpose: "事项",
    from: "来源",
    to: "去向",
    amount: "金额",
    reference: "凭证号",
    noTransfers: "暂无收支记录。",
  },
});

type Transfer = NonNullable<NonNullable<BusinessDepositQuery["provider"]>["deposit"]>["transfers"]["nodes"][number];

export { DepositPage as Component };

function DepositPage(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const after = usePlace();
  const read = present(useBusinessRead(BusinessDepositDocument, { id: provider.id, after }), "provider");
  const deposit = read.data?.provider.deposit;
  return (
    <Page title={say("title")}>
      <p className="muted prose">{say("explained")}</p>
      <Loaded {...read}>
        {() =>
          deposit && (
            <div className="beside">
              <section className="card stack-tight" aria-labelledby="balance">
                <h2 id="balance">{say("balance")}</h2>
                <p className="numeric" role="status">
                  <strong>{deposit.balances.map(formatMoney).join(" · ") || say("none")}</strong>
                </p>
                {deposit.owedToConsumers.map((money) => (
                  <Notice key={money.currency} tone="warn">
                    {say("owed", { amount: formatMoney(money) })}
                  </Notice>
                ))}
              </section>
              <TopUp onPaid={read.onAgain} />
            </div>
          )
        }
      </Loaded>
      {deposit && (
        <Table
          title={say("payments")}
          heads={[say("claimedAt"), say("purpose"), say("amount"), say("reference"), say("status")]}
          empty={say("noPayments")}
          rows={deposit.payments.nodes}
          row={(payment) => <PaymentRow key={payment.id} payment={payment} />}
        />
      )}
      {deposit && (
        <Table
          title={say("transfers")}
          heads={[say("at"), say("purpose"), say("from"), say("to"), say("amount"), say("reference")]}
          empty={say("noTransfers")}
          rows={deposit.transfers.nodes}
          row={(transfer) => <TransferRow key={transfer.id} transfer={transfer} />}
        >
          <Pager pageInfo={deposit.transfers.pageInfo} />
        </Table>
      )}
    </Page>
  );
}

function PaymentRow({ payment }: { payment: OwnPaymentFragment }): ReactNode {
  const label = useLabel();
  const { claimedAt, purpose, amount, channel, reference, status, reason } = payment;
  return (
    <tr>
      <th scope="row">
        <Time at={claimedAt} />
      </th>
      <td>{label("PaymentPurpose", purpose)}</td>
      <td>{formatMoney(amount)}</td>
      <td>
        {channel && label("PaymentChannel", channel)} {reference}
      </td>
      <td>
        <Badge tone={PAYMENT_TONE[status]}>{label("PaymentStatus", status)}</Badge> {reason}
      </td>
    </tr>
  );
}

function TransferRow({ transfer: { at, purpose, from, to, amount, reference } }: { transfer: Transfer }): ReactNode {
  const label = useLabel();
  return (
    <tr>
      <th scope="row">
        <Time at={at} />
      </th>
      <td>{label("DepositPurpose", purpose)}</td>
      <td>{label("DepositAccount", from)}</td>
      <td>{label("DepositAccount", to)}</td>
      <td>{formatMoney(amount)}</td>
      <td>{reference}</td>
    </tr>
  );
}
