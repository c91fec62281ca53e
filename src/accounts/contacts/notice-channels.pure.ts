import type { ContactKind, ContactState, NoticeKind } from "./contact-enums.types";
import { TOLD_BY } from "./notice-channels.table";

/** What a person has chosen, by `KIND.CHANNEL`; what is missing is as it is for everybody. */
export type Choices = Readonly<Record<string, boolean>>;

export const choiceKey = (kind: NoticeKind, channel: ContactKind): string => `${kind}.${channel}`;

export const isWanted = (choices: Choices, kind: NoticeKind, channel: ContactKind): boolean =>
  choices[choiceKey(kind, channel)] ?? TOLD_BY[kind].includes(channel);

type Point = Readonly<{ kind: ContactKind; state: ContactState }>;

/** A code has shown that it is the person's, and it outlasts every session: what concerns rights can be sent there. */
export const isProven = ({ kind, state }: Point): boolean =>
  (kind === "EMAIL" || kind === "SMS") && state === "VERIFIED";

/** Which of a person's contact points are told. Of a deadline all that are proven, when none of those wanted is: an app that is gone keeps no right. */
export function pointsTold<T extends Point>(kind: NoticeKind, points: readonly T[], choices: Choices): T[] {
  const wanted = points.filter((point) => isWanted(choices, kind, point.kind));
  if (kind !== "DEADLINE" || wanted.some(isProven)) return wanted;
  return [...wanted, ...points.filter((point) => isProven(point) && !wanted.includes(point))];
}

/** By which proven channels deadlines are told; of whoever has none yet, by which they would be. Never none. */
export function deadlineChannels(points: readonly Point[], choices: Choices): ContactKind[] {
  const proven = points.filter(isProven).map(({ kind }) => kind);
  return (proven.length > 0 ? proven : (["EMAIL", "SMS"] as const)).filter((kind) =>
    isWanted(choices, "DEADLINE", kind),
  );
}
