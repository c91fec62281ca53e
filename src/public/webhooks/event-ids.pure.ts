import { cataloguedEvents, shownOf } from "../../platform/graphql/event-catalogue";
import type { News } from "./news-for";

/** What every event about a case, an order or a provider tells beside its particulars. */
const OF_ALL = ["complaintId", "providerId", "orderId"];

/** Which ids events may have. */
export const idNames = (): Set<string> =>
  new Set([
    ...OF_ALL,
    ...cataloguedEvents().flatMap(([, shape]) =>
      shownOf(shape).flatMap(({ name, kind }) => (kind === "ID" ? name : [])),
    ),
  ]);

/** The ids of an event, by the names of its query's variables. */
export function idsOf({ data }: News): ReadonlyMap<string, string> {
  const names = idNames();
  const particulars = Object.entries(data.event ?? {});
  return new Map(
    [...particulars, ...Object.entries(data)].flatMap(([name, value]) =>
      names.has(name) && typeof value === "string" ? [[name, value] as const] : [],
    ),
  );
}
