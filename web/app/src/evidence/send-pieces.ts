import { useEffect } from "react";
import { useClient, type Client } from "urql";
import { Attempt, session, type FileFacts } from "../api/redress";
import { Refusal, refusalOf, unreachable } from "../api/refusal";
import { sendFile, type Announced, type SendingStage } from "../api/send-file";
import { AnnounceEvidenceDocument } from "./evidence.generated";
import { titleOf } from "./kind-of";
import {
  arrive,
  changePiece,
  dropPiece,
  keptPieceOf,
  pieceOf,
  tellProgress,
  usePieces,
  type Held,
  type Where,
} from "./pieces";

/** By key. They go on while the person looks at other pages. */
const underWay = new Map<string, AbortController>();
/** A file whose announcement was not answered is not announced twice. */
const attempts = new Map<string, Attempt>();
const PAUSE_MS = 8_000;

/** Whoever signs in after somebody in the same tab does not send their files. Those of a session that ended by itself go on when their person is back. */
session.onPerson(() => {
  for (const stopped of underWay.values()) stopped.abort();
});

async function announce(client: Client, piece: Held, facts: FileFacts): Promise<Announced> {
  const title = piece.about.title.trim() || titleOf(piece.fileName);
  const input = { complaintId: piece.place, ...piece.about, title, ...facts };
  const attempt = attempts.get(piece.key) ?? new Attempt();
  attempts.set(piece.key, attempt);
  const clientMutationId = attempt.idFor(input);
  const { data, error } = await client
    .mutation(AnnounceEvidenceDocument, { input: { ...input, clientMutationId } })
    .toPromise();
  const refused = refusalOf(error);
  attempt.settle(refused);
  if (!data) throw refused ?? unreachable();
  const { uploadUrl, expiresAt } = data.createEvidenceUpload;
  const begun = { uploadUrl, expiresAt, sha256: facts.sha256 };
  await changePiece(piece.key, { begun });
  return begun;
}

/** In one tab at a time; the others then see whether it has arrived. */
async function send(client: Client, key: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(`redress.piece ${key}`, { signal }, async () => {
    const piece = pieceOf(key);
    const kept = await keptPieceOf(key).catch(() => null);
    if (!piece?.file) return;
    if (piece.kept && kept === undefined) return dropPiece(key);
    const arrived = await sendFile({
      file: piece.file,
      begun: kept?.begun ?? piece.begun,
      announce: (facts) => announce(client, piece, facts),
      onStage: (stage, sent) => tellProgress(key, stage, sent),
      signal,
    });
    if (arrived) arrive(piece);
  });
}

/** Until the network is there again, or for a while. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener("online", end);
      done();
    };
    const timer = setTimeout(end, PAUSE_MS);
    addEventListener("online", end);
    signal.addEventListener("abort", end, { once: true });
  });
}

const WAITING: Partial<Record<string, SendingStage>> = { UNREACHABLE: "WAITING", UNFETCHED: "UNFETCHED" };

/** However long the server cannot be reached. */
async function sendPatiently(client: Client, key: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await send(client, key, signal);
    } catch (error) {
      const stage = error instanceof Refusal && WAITING[error.code];
      if (signal.aborted || !stage) throw error;
      tellProgress(key, stage, pieceOf(key)?.sent ?? 0);
      await pause(signal);
    }
  }
}

async function sendOne(client: Client, key: string): Promise<void> {
  const stopped = new AbortController();
  underWay.set(key, stopped);
  try {
    await sendPatiently(client, key, stopped.signal);
  } catch (error) {
    if (stopped.signal.aborted) return;
    const refusal = error instanceof Refusal ? error : unreachable();
    // Of another file than the one begun, what was begun is kept; of a file that was refused there is nothing to go on with.
    const again = refusal.code === "OTHER_FILE" ? { file: null } : { going: false, begun: null };
    void changePiece(key, { ...again, stage: null, refusal });
  } finally {
    underWay.delete(key);
  }
}

/** The server keeps what has arrived for a while and then discards it. */
export function takeBack(key: string): void {
  underWay.get(key)?.abort();
  dropPiece(key);
}

/** Sends what is to go to a case, also what was under way when the page was loaded. */
export function useSending(where: Where): void {
  const client = useClient();
  const pieces = usePieces(where);
  useEffect(() => {
    for (const { key, going, file } of pieces) if (going && file && !underWay.has(key)) void sendOne(client, key);
  }, [client, pieces]);
}

/** All that has not been sent, together. */
export function sendWaiting(pieces: readonly Held[]): void {
  for (const { key, going } of pieces) if (!going) void changePiece(key, { going: true, refusal: null });
}

export const isCase = (place: string): boolean => place.startsWith("cmp_");
