import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { present, useRead } from "../api/use-read";
import { Page } from "../design/page";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { useNow } from "../design/time";
import { navigationText } from "../shell/navigation";
import { useViewer } from "../shell/viewer";
import { formatTime } from "../text/format";
import { useText } from "../text/language";
import { ComplainForm } from "./complain-form";
import { complainText } from "./complain.text";
import { OrderToComplainAboutDocument, type OrderToComplainAboutQuery } from "./complain.generated";

export { ComplainPage as Component };

function ComplainPage(): ReactNode {
  const say = useText(complainText);
  const { id = "" } = useParams();
  const read = present(useRead(OrderToComplainAboutDocument, { id }), "order");
  const sayNavigation = useText(navigationText);
  const order = read.data?.order;
  const above = order
    ? { to: `/orders/${id}`, text: order.title }
    : read.refusal && { to: "/orders", text: sayNavigation("orders") };
  return (
    <Page title={say("title")} way={above ? [above] : []}>
      <Loaded {...read}>{({ order }) => <About key={order.id} order={order} />}</Loaded>
    </Page>
  );
}

function About({ order }: { order: NonNullable<OrderToComplainAboutQuery["order"]> }): ReactNode {
  const say = useText(complainText);
  const now = useNow();
  const viewer = useViewer();
  const until = order.complainableUntil;
  return (
    <>
      <p>
        {say("about")} <Link to={`/orders/${order.id}`}>{order.title}</Link>
      </p>
      {!until || !viewer ? (
        <Notice>{say("notYours")}</Notice>
      ) : Date.parse(until) < now ? (
        <Notice>{say("over", { at: formatTime(until) })}</Notice>
      ) : (
        <ComplainForm order={order} accountId={viewer.id} />
      )}
    </>
  );
}
