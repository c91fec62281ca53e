import { HouseRules } from "../../house-rules/house-rules";
import type { Reader } from "../../platform/database/reader";
import { reachedBy } from "./contact.queries";
import type { ContactKind, NoticeKind } from "./contact-enums.types";
import { CHANNELS, TOLD_BY } from "./notice-channels.table";
import { deadlineChannels, isWanted, type Choices } from "./notice-channels.pure";
import { NoticeChoice } from "./notice-choice.entity";
import type { NoticePreferences } from "./notice-choice.types";

/** From one hour until the other, by the person's clock. */
export interface QuietHours {
  from: number;
  until: number;
}

export interface Chosen {
  choices: Choices;
  quiet: QuietHours;
  /** The person has chosen these hours. */
  ownHours: boolean;
}

export async function chosenBy(reader: Reader, accountId: string, now: number): Promise<Chosen> {
  const row = await reader.findOne(NoticeChoice, { accountId });
  const { quietFrom: from = null, quietUntil: until = null } = row ?? {};
  const ownHours = from !== null && until !== null;
  const rules = await HouseRules.inForce(reader, now);
  const usual = { from: rules.number("push.quiet", "fromHour"), until: rules.number("push.quiet", "untilHour") };
  return { choices: row?.choices ?? {}, quiet: ownHours ? { from, until } : usual, ownHours };
}

export async function noticePreferencesOf(reader: Reader, accountId: string, now: number): Promise<NoticePreferences> {
  const { choices, quiet, ownHours } = await chosenBy(reader, accountId, now);
  const [last, ...more] = deadlineChannels(await reachedBy(reader, [accountId]), choices);
  const isLast = (kind: NoticeKind, channel: ContactKind): boolean =>
    kind === "DEADLINE" && channel === last && more.length === 0;
  return {
    choices: (Object.keys(TOLD_BY) as NoticeKind[]).flatMap((kind) =>
      CHANNELS.map((channel) => ({
        ...{ kind, channel, wanted: isWanted(choices, kind, channel), fixed: isLast(kind, channel) },
      })),
    ),
    quietHours: { ...quiet, own: ownHours },
  };
}
