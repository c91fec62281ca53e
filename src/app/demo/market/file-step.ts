import { createHash } from "node:crypto";
import type { Actor } from "../../../accounts/actor/actor";
import type { Services } from "../../../platform/graphql/context";
import type { KeptBytes } from "../../../platform/uploads/awaited-upload";
import type { AnnouncedUpload } from "../../../platform/uploads/file-route";
import { receiveWhole } from "../../../platform/uploads/receive-bytes";
import { drawPiece, type Piece, type PieceFacts } from "./draw-piece";
import type { Scene, Step } from "./market-story";

export interface AnnouncedPiece {
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
}

interface Sent {
  piece: Piece;
  facts: PieceFacts;
  who: (scene: Scene) => string;
  /** Returns the id under which the bytes are awaited. */
  announce: (scene: Scene, file: AnnouncedPiece) => Promise<string>;
  awaited: (services: Services, id: string, actor: Actor) => Promise<AnnouncedUpload>;
}

/** A file is announced, and then its bytes arrive: checked, copied and admitted as anybody's. */
export function fileStep(at: number, { piece, facts, who, announce, awaited }: Sent): Step {
  const name = `file${at}`;
  return {
    at,
    play: async (scene) => {
      const { bytes, fileName, mediaType } = await drawPiece(piece, facts);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      scene.made[name] = await announce(scene, { fileName, mediaType, size: bytes.length, sha256 });
      scene.made[`${name}.by`] = who(scene);
    },
    async after(services, made, as) {
      const { [name]: id, [`${name}.by`]: login } = made;
      if (id === undefined || login === undefined) throw new Error("no file was announced");
      const sender = await as(login);
      const upload = await awaited(services, id, sender);
      if (upload.arrived) return;
      const { bytes } = await drawPiece(piece, facts);
      const admit = (kept: KeptBytes): Promise<void> => upload.admit(kept, sender);
      await receiveWhole(services, { ...upload, admit }, once(bytes), bytes.length);
    },
  };
}

async function* once(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes;
}
