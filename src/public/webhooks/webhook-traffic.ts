import { SharedPlaces } from "../../platform/scheduling/shared-places";
import type { WebhookAttempt } from "./webhook-delivery.entity";
import type { WebhookEndpoint } from "./webhook-endpoint.entity";

/** Under way at once, of all that answer quickly and of all others; and how many of them to one endpoint. */
const MOST = { quick: 192, slow: 64 };
const MOST_OF_ONE = { quick: 4, slow: 1 };
const SLOW_MS = 1_000;
/** After so many failures in a row an endpoint is slow, and is tried ever more rarely until it accepts something. */
const FEW_FAILURES = 3;
const LONGEST_REST_MS = 60_000;

/** How an endpoint answers, by what was seen here. */
interface Known {
  failures: number;
  milliseconds: number;
  restsUntil: number;
  /** The deliveries that are being sent or whose outcome is not yet written down, each with what gives its place back. */
  underWay: Map<string, () => void>;
}

/** Whose turn it is, and how much may be under way to whom. The places are shared by clients: however many endpoints one has, others get theirs. */
export class WebhookTraffic {
  private readonly places = { quick: new SharedPlaces(MOST.quick), slow: new SharedPlaces(MOST.slow) };
  private readonly known = new Map<string, Known>();
  /** Endpoints that may have something due; who was served longest ago stands first. */
  private readonly line = new Set<string>();

  /** It may have something due. */
  wait(endpointId: string): void {
    this.line.add(endpointId);
  }

  /** Those of them that stand in line, in its order. */
  inTurn(endpoints: readonly WebhookEndpoint[]): WebhookEndpoint[] {
    const present = new Map(endpoints.map((each) => [each.id, each]));
    return [...this.line].flatMap((id) => present.get(id) ?? []);
  }

  /** It had its turn; with more to be sent it stands in line again, behind the others. */
  serve(endpointId: string, hasMore: boolean): void {
    this.line.delete(endpointId);
    if (hasMore) this.line.add(endpointId);
  }

  underWayTo(endpointId: string): string[] {
    return [...this.of(endpointId).underWay.keys()];
  }

  /** How many more may be sent to it now. */
  roomFor({ id, clientId }: Pick<WebhookEndpoint, "id" | "clientId">, now: number): number {
    const { restsUntil, underWay } = this.of(id);
    if (now < restsUntil) return 0;
    const pace = this.paceOf(id);
    return Math.max(0, Math.min(MOST_OF_ONE[pace] - underWay.size, this.places[pace].roomFor(clientId)));
  }

  begin({ id, clientId }: Pick<WebhookEndpoint, "id" | "clientId">, deliveryId: string): void {
    this.of(id).underWay.set(deliveryId, this.places[this.paceOf(id)].take(clientId));
  }

  /** Its outcome is written down, and something else may have become due by that. */
  end(endpointId: string, deliveryId: string): void {
    const { underWay } = this.of(endpointId);
    underWay.get(deliveryId)?.();
    underWay.delete(deliveryId);
    this.wait(endpointId);
  }

  hear(endpointId: string, { problem, durationMs }: Pick<WebhookAttempt, "problem" | "durationMs">, now: number): void {
    const known = this.of(endpointId);
    known.failures = problem === null ? 0 : known.failures + 1;
    if (problem === null) known.milliseconds = (known.milliseconds + durationMs) / 2;
    const excess = known.failures - FEW_FAILURES;
    known.restsUntil = now + (excess < 0 ? 0 : Math.min(LONGEST_REST_MS, 2 ** excess * 1_000));
  }

  rest(endpointId: string, until: number): void {
    this.of(endpointId).restsUntil = until;
  }

  /** What is under way is somebody else's from now on; how endpoints answer stays known. */
  forget(): void {
    for (const { underWay } of this.known.values()) {
      for (const giveBack of underWay.values()) giveBack();
      underWay.clear();
    }
    this.line.clear();
  }

  private of(endpointId: string): Known {
    let known = this.known.get(endpointId);
    if (!known)
      this.known.set(endpointId, (known = { failures: 0, milliseconds: 0, restsUntil: 0, underWay: new Map() }));
    return known;
  }

  private paceOf(endpointId: string): keyof typeof MOST {
    const { failures, milliseconds } = this.of(endpointId);
    return failures >= FEW_FAILURES || milliseconds >= SLOW_MS ? "slow" : "quick";
  }
}
