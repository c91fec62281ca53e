import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { historyOf } from "../../platform/graphql/event-page";
import type { Provider } from "./provider.entity";
import { isInside, maySeeProviderEvent } from "./provider.policy";
import { type ProviderEvent, toProviderEvent } from "./provider-event.types";

/** Its history for insiders, oldest first: the events that the viewer would also receive live. */
export async function providerTimeline(
  ctx: Context,
  provider: Provider,
  args: PageArgs,
): Promise<Page<ProviderEvent> | null> {
  if (!isInside(ctx.actor, provider.id)) return null;
  return historyOf(ctx, provider.id, args, (event) =>
    maySeeProviderEvent(ctx.actor, provider, event) ? toProviderEvent(event, true) : undefined,
  );
}
