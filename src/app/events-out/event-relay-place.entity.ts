import { Entity } from "typeorm";
import { BigInteger, Id, Integer } from "../../platform/database/columns";

/** The one row's id. */
export const THE_RELAY = "events-out";

/** One row: how far the log has left the platform. */
@Entity("event_relay_place")
export class EventRelayPlace {
  @Id()
  id: string;

  /** The last event that was accepted. */
  @BigInteger()
  position: number;

  /** How often an operator has moved it back: so that what is sent anew is not taken for what was sent before. */
  @Integer()
  replays: number;
}
