import type { Sealer } from "../sealed";
import { Refusal } from "../refusal";
import type { Tail } from "./tail";

/** Farther back than this, a fresh snapshot is quicker than the events. */
const FARTHEST_BACK = 200_000;

interface Place {
  epoch: string;
  position: number;
  stream: string;
  viewer: string;
  [key: string]: string | number;
}

/** The opaque places clients keep: signed, of one stream, one viewer and one log. */
export class LiveCursors {
  constructor(
    private readonly sealer: Sealer,
    private readonly tail: Tail,
  ) {}

  at(stream: string, viewer: string, position: number): string {
    return this.sealer.seal("live", { epoch: this.tail.epoch, position, stream, viewer });
  }

  now(stream: string, viewer: string): string {
    return this.at(stream, viewer, this.tail.position);
  }

  /** The position to go on from. Never silently another one: what cannot be resumed is refused RESYNC_REQUIRED, with the reason. */
  async open(sealed: string, stream: string, viewer: string): Promise<number> {
    const refuse = (why: string): never => {
      throw new Refusal("RESYNC_REQUIRED", { reason: `resync.${why}`, field: "after" });
    };
    const place = this.sealer.open<Place>("live", sealed);
    if (!place) return refuse("forged");
    if (place.stream !== stream) return refuse("otherStream");
    if (place.viewer !== viewer) return refuse("otherViewer");
    if (place.epoch !== this.tail.epoch) return refuse("otherEpoch");
    // Another node may have seen more of the log than this one: look before calling it the future.
    if (place.position > this.tail.position) await this.tail.catchUp();
    if (place.position > this.tail.position) return refuse("future");
    if (this.tail.position - place.position > FARTHEST_BACK) return refuse("tooFarBehind");
    return place.position;
  }
}
