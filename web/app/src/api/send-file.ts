import { defineText, say } from "../text/language";
import { factsOf, here, redress, type FileFacts } from "./redress";
import { Refusal, unreachable } from "./refusal";
import { serverNow } from "./server-clock";
import { isUnfetched, unfetched } from "./unfetched";

const text = defineText("sendFile", {
  en: {
    unreadable: "The file can no longer be read. Choose it again.",
    otherFile: "That is another file. Choose the one that was begun, or remove it.",
  },
  zh: { unreadable: "文件已无法读取，请重新选择。", otherFile: "这是另一个文件。请选择先前的文件，或将其移除。" },
});

/** UNFETCHED: what sends files could not be fetched, although there is a network. */
export type SendingStage = "READING" | "SENDING" | "WAITING" | "UNFETCHED";

/** The address to which the bytes of an announced file are sent. */
export interface Announced {
  sha256: string;
  uploadUrl: string;
  expiresAt: string;
}

interface Sending<Begun extends Announced> {
  file: File;
  /** An announcement of this file that is gone on with while it is valid. */
  begun: Begun | null;
  /** Returns null if it was refused. */
  announce: (facts: FileFacts) => Promise<Begun | null>;
  onStage: (stage: SendingStage, sent: number) => void;
  signal: AbortSignal;
}

/** Computes a file's digest, announces it and sends its bytes. Returns whether all of it arrived; throws why the server does not take it. */
export async function sendFile<Begun extends Announced>(sending: Sending<Begun>): Promise<boolean> {
  const { file, signal, onStage } = sending;
  onStage("READING", 0);
  const facts = await factsOf(file).catch(() => null);
  // Moved, deleted or changed since it was chosen.
  if (!facts) throw new Refusal("UNREADABLE", say(text, "unreadable"));
  if (signal.aborted) return false;
  if (sending.begun && sending.begun.sha256 !== facts.sha256) throw new Refusal("OTHER_FILE", say(text, "otherFile"));
  let begun = sending.begun && Date.parse(sending.begun.expiresAt) > serverNow() ? sending.begun : null;
  // A new address is asked for once, if the one before turns out to be no longer valid.
  for (let again = true; ; again = false) {
    begun ??= await sending.announce(facts);
    if (!begun || signal.aborted) return false;
    onStage("SENDING", 0);
    let sent = 0;
    try {
      await redress.upload({
        file,
        uploadUrl: here(begun.uploadUrl),
        way: "TUS",
        signal,
        onProgress: (now) => onStage("SENDING", (sent = now)),
        onWaiting: () => onStage("WAITING", sent),
      });
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const refusal = error instanceof Refusal ? error : unreachable();
      if (isUnfetched(refusal.cause)) throw unfetched();
      if (!again || refusal.code !== "UNREACHABLE") throw refusal;
      begun = null;
    }
  }
}
