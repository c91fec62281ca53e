import { createHash } from "node:crypto";
import { awaitedEvidence } from "../../../case/evidence/awaited-evidence";
import type { EvidenceKind } from "../../../case/evidence/evidence-enums.types";
import { submitEvidence } from "../../../case/evidence/submit-evidence";
import { receiveWhole } from "../../../platform/uploads/receive-bytes";
import { act, made, type Scene, type Step } from "./market-story";
import { drawPiece, type PieceFacts } from "./draw-piece";

export type Piece = "CHAT" | "INVOICE" | "LABEL";

const PIECES: Record<Piece, { kind: EvidenceKind; title: string; description: string }> = {
  CHAT: { kind: "CHAT_LOG", title: "聊天记录截图", description: "下单后与对方的沟通记录。" },
  INVOICE: { kind: "INVOICE", title: "电子发票", description: "本单的增值税电子普通发票。" },
  LABEL: { kind: "TRACKING_RECORD", title: "快递面单", description: "承运人打印的面单。" },
};

/** A file is announced, and its bytes arrive: checked, copied and admitted as anybody's. */
export function evidenceSteps(at: number, piece: Piece, facts: PieceFacts, who: (scene: Scene) => string): Step[] {
  const name = `evidence${at}`;
  return [
    {
      at,
      play: async (scene) => {
        const { bytes, fileName, mediaType } = await drawPiece(piece, facts);
        scene.made[`${name}.by`] = who(scene);
        const { evidenceId } = await act(scene, who(scene), submitEvidence, {
          complaintId: made(scene, "complaint"),
          ...PIECES[piece],
          fileName,
          mediaType,
          size: bytes.length,
          sha256: createHash("sha256").update(bytes).digest("hex"),
          visibility: "PARTIES",
        });
        scene.made[name] = evidenceId;
      },
      async after(services, known, as) {
        const { [name]: id, [`${name}.by`]: login } = known;
        if (id === undefined || login === undefined) throw new Error("no evidence was announced");
        const { bytes } = await drawPiece(piece, facts);
        const upload = await awaitedEvidence(services, id, await as(login));
        await receiveWhole(services, upload, once(bytes), bytes.length);
      },
    },
  ];
}

async function* once(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes;
}
