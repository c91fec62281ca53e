import { projectionLead } from "../platform/feed/projection";
import { COURIER_LEAD } from "../public/webhooks/webhook-courier";
import { PROJECTIONS } from "./districts";
import { RELAY_LEAD } from "./events-out/event-relay";
import { ALL_SWEEPS, sweepLead } from "./sweeps";
import { WAREHOUSE_LEAD } from "./warehouse/warehouse-writer";

/** What only one process does at a time, see Leaders. */
export const LED = [
  ...PROJECTIONS.map(projectionLead),
  ...[...ALL_SWEEPS.keys()].map(sweepLead),
  ...[COURIER_LEAD, RELAY_LEAD, WAREHOUSE_LEAD],
];
