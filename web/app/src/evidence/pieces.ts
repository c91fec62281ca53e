import { del, entries, get, set } from "idb-keyval";
import { useMemo, useSyncExternalStore } from "react";
import type { EvidenceKind, EvidenceVisibility } from "../api/schema.generated";
import type { Refusal } from "../api/refusal";
import { alsoForget } from "../api/leave";
import { pieceStore } from "../api/piece-store";
import { isOnlyInThisTab, newMutationId } from "../api/redress";
import type { Announced, SendingStage } from "../api/send-file";
import { kindOf, titleOf } from "./kind-of";

/** The description of a file by the person who adds it. */
export interface AboutFile {
  kind: EvidenceKind;
  title: string;
  description: string;
  visibility: EvidenceVisibility;
  supersedesId: string | null;
}

/** A chosen file, from when it is chosen until all of it has arrived. */
export interface Piece {
  key: string;
  accountId: string;
  /** The case, or the order about which one is being opened. */
  place: string;
  /** Null when this browser did not keep it over a reload: it must be chosen again. */
  file: File | null;
  fileName: string;
  size: number;
  about: AboutFile;
  /** To be sent, and again after a reload until it has arrived or is refused. */
  going: boolean;
  begun: Announced | null;
  addedAt: number;
}

/** What is known of it in this tab only. */
export interface Held extends Piece {
  /** The browser has it, whatever becomes of this tab. */
  kept: boolean;
  stage: SendingStage | null;
  sent: number;
  refusal: Refusal | null;
}

/** What nobody came back for. */
const KEPT_MS = 30 * 24 * 3_600_000;

let held: readonly Held[] = [];
const listeners = new Set<() => void>();

function show(next: readonly Held[]): void {
  held = next;
  for (const tell of listeners) tell();
}

const inThisTab = { kept: true, stage: null, sent: 0, refusal: null };

/** What was chosen before this page was loaded. */
async function load(): Promise<void> {
  const found = (await entries<string, Piece>(pieceStore())).map(([, piece]) => piece);
  const isOld = ({ addedAt }: Piece): boolean => addedAt < Date.now() - KEPT_MS;
  for (const { key } of found.filter(isOld)) void del(key, pieceStore());
  const fresh = found.filter((piece) => !isOld(piece) && !held.some(({ key }) => key === piece.key));
  if (fresh.length > 0) show([...fresh.map((piece) => ({ ...piece, ...inThisTab })), ...held]);
}
let loading: Promise<void> | null = null;

/**
 * Without the browser's storage, and in a session that ends with this tab, everything works while the tab is open. What another tab has sent
 * or removed is not brought back.
 */
async function keep({ kept, stage, sent, refusal, ...piece }: Held): Promise<void> {
  if (!kept && isOnlyInThisTab()) return;
  if (kept && (await keptPieceOf(piece.key).catch(() => null)) === undefined) return forget(piece.key);
  const isKept = await set(piece.key, piece, pieceStore())
    // Too large for what is left of it: what was said of it, at least.
    .catch(() => set(piece.key, { ...piece, file: null }, pieceStore()))
    .then(
      () => true,
      () => false,
    );
  if (isKept !== kept) show(held.map((one) => (one.key === piece.key ? { ...one, kept: isKept } : one)));
}

export const pieceOf = (key: string): Held | undefined => held.find((piece) => piece.key === key);

/** The piece as all tabs know it; undefined when it is gone. */
export const keptPieceOf = (key: string): Promise<Piece | undefined> => get<Piece>(key, pieceStore());

/** Something that the browser keeps has changed. Never fails: the browser keeps what it can. */
export async function changePiece(
  key: string,
  part: Partial<Piece> & Partial<Pick<Held, "refusal" | "stage">>,
): Promise<void> {
  show(held.map((piece) => (piece.key === key ? { ...piece, ...part } : piece)));
  const piece = pieceOf(key);
  if (piece) await keep(piece);
}

export const tellProgress = (key: string, stage: SendingStage, sent: number): void =>
  show(held.map((piece) => (piece.key === key ? { ...piece, stage, sent } : piece)));

alsoForget({
  holds: (accountId) => held.some((piece) => piece.accountId === accountId),
  forget: (accountId) => show(held.filter((piece) => piece.accountId !== accountId)),
});

const forget = (key: string): void => show(held.filter((piece) => piece.key !== key));

export function dropPiece(key: string): void {
  forget(key);
  void del(key, pieceStore()).catch(() => undefined);
}

/** The titles of the pieces that have arrived since files were last chosen there, by their place. */
const arrived = new Map<string, readonly string[]>();
const NONE: readonly string[] = [];

export function arrive({ key, place, about, fileName }: Piece): void {
  arrived.set(place, [...(arrived.get(place) ?? NONE), about.title || fileName]);
  dropPiece(key);
}

export const useArrived = (place: string): readonly string[] =>
  useSyncExternalStore(subscribe, () => arrived.get(place) ?? NONE);

export interface Where {
  accountId: string;
  place: string;
}

export function addPieces({ accountId, place }: Where, files: Iterable<File>, fromCamera = false): void {
  const added = Array.from(files, (file): Held => {
    const about: AboutFile = {
      kind: kindOf(file, fromCamera),
      title: titleOf(file.name),
      description: "",
      visibility: "PARTIES",
      supersedesId: null,
    };
    const { name: fileName, size } = file;
    const piece = { key: newMutationId(), accountId, place, file, fileName, size, about, addedAt: Date.now() };
    return { ...piece, going: false, begun: null, ...inThisTab, kept: false };
  });
  arrived.delete(place);
  show([...held, ...added]);
  for (const piece of added) void keep(piece);
}

/** To the case that was opened, where they are sent at once if they are to go. Resolves when the browser has written it down. */
export async function bringPieces(from: Where, complaintId: string, going: boolean): Promise<void> {
  await Promise.all(piecesIn(held, from).map(({ key }) => changePiece(key, { place: complaintId, going })));
}

const piecesIn = (all: readonly Held[], { accountId, place }: Where): Held[] =>
  all.filter((piece) => piece.accountId === accountId && piece.place === place);

const subscribe = (tell: () => void): (() => void) => {
  loading ??= load().catch(() => undefined);
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** The files chosen for a place, as in all parts of the page. */
export function usePieces({ accountId, place }: Where): readonly Held[] {
  const all = useSyncExternalStore(subscribe, () => held);
  return useMemo(() => piecesIn(all, { accountId, place }), [all, accountId, place]);
}
