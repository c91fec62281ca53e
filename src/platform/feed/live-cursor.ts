import type { Sealer } from "../secrets/sealed";
import { Refusal, type Reason } from "../refusal";
import type { Lasting, Tail } from "./tail";

/** Of what many follow: for whoever missed more of it than this, a fresh snapshot is quicker than the events. */
const MOST_MISSED = 50_000;

interface Place {
  epoch: string;
  position: number;
  /** The subscription's field, and after a colon the id it is about when it is about one, as `field:id`. */
  stream: string;
  viewer: string;
  /** JSON of the stream's filter; never compared, since continuing with another filter loses nothing it selects. */
  filter: string | null;
  [key: string]: string | number | null;
}

/** The opaque cursors that clients keep: signed, for one stream, one viewer and one log. */
export class LiveCursors {
  constructor(
    private readonly sealer: Sealer,
    private readonly tail: Tail,
  ) {}

  at(stream: string, viewer: string, position: number, filter: string | null = null): string {
    return this.sealer.seal("live", { epoch: this.tail.epoch, position, stream, viewer, filter });
  }

  now(stream: string, viewer: string): string {
    return this.at(stream, viewer, this.tail.position);
  }

  /** Which stream a cursor belongs to, for clients that follow it without naming it again; `open` must still check it. */
  streamOf(sealed: string): Pick<Place, "stream" | "filter"> {
    return this.sealer.open<Place>("live", sealed) ?? refuse("resync.forged");
  }

  /** The position to continue from; `followed`: what many follow by this stream. Never silently another one: a cursor that cannot be resumed is refused RESYNC_REQUIRED, with the reason. */
  async open(
    sealed: string,
    stream: string,
    viewer: string,
    followed?: { topics: readonly string[]; lasting: Lasting },
  ): Promise<number> {
    const place = this.sealer.open<Place>("live", sealed);
    if (!place) return refuse("resync.forged");
    if (place.stream !== stream) return refuse("resync.otherStream");
    if (place.viewer !== viewer) return refuse("resync.otherViewer");
    if (place.epoch !== this.tail.epoch) return refuse("resync.otherEpoch");
    // Another node may have seen more of the log than this one: look before calling it the future.
    if (place.position > this.tail.position) await this.tail.catchUp();
    if (place.position > this.tail.position) return refuse("resync.future");
    const { position } = place;
    if (followed && position < this.tail.oldestInMemory) {
      const { topics, lasting } = followed;
      if (await this.tail.isBeyond(topics, position, lasting, MOST_MISSED)) return refuse("resync.tooFarBehind");
    }
    return position;
  }
}

function refuse(reason: Reason): never {
  throw new Refusal("RESYNC_REQUIRED", { reason, field: "after" });
}
