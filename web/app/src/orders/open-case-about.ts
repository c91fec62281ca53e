import type { OrderShownFragment } from "./orders.generated";

/** Of each promise of an order there is one open case at a time. */
export const openCaseAbout = (
  { complaints }: OrderShownFragment,
  versionId: string,
): OrderShownFragment["complaints"]["nodes"][number] | undefined =>
  complaints.nodes.find(
    ({ status, breaches }) =>
      status !== "CLOSED" && breaches.some(({ promiseVersion }) => promiseVersion.id === versionId),
  );
