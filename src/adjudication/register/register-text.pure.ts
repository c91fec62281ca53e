import type { Locale } from "../../platform/identity/actor";
import { say } from "../../platform/messages/explain";
import { moneyText } from "../../platform/messages/money-text";
import type { RegisterContent, SaidInterim, SaidPenalty, SaidRuling } from "./register-content.pure";

/** An entry as one line of text. */
export function titleOf(
  { kind, provider, ruling, penalty, interim, lateness }: RegisterContent,
  locale: Locale,
): string {
  return say(`register.title.${kind}`, locale, {
    provider: provider?.name ?? "",
    ...(ruling && { outcome: ruling.outcome }),
    ...(penalty && { penalty: penalty.kind }),
    ...(interim && { measure: interim.kind }),
    ...(lateness && { clock: lateness.clock }),
  });
}

/** The whole entry in a few lines. Moderators' texts are in the language they were written in. */
export function textOf({ ruling, penalty, interim, lateness, because }: RegisterContent, locale: Locale): string {
  const lines = [
    ...(ruling ? rulingLines(ruling, locale) : []),
    ...(because ? [say(`register.because.${because}`, locale)] : []),
    ...(penalty ? penaltyLines(penalty, locale) : []),
    ...(interim ? interimLines(interim, locale) : []),
    ...(lateness ? [say("register.text.due", locale, { dueAt: lateness.dueAt })] : []),
  ];
  return lines.join("\n");
}

function rulingLines(ruling: SaidRuling, locale: Locale): string[] {
  const { publicText, rules, appealableUntil, finalAt, reversedAt } = ruling;
  return [
    publicText,
    say("register.text.rules", locale, { rules: rules.join(", ") }),
    ...(finalAt !== null ? [say("register.text.final", locale, { at: finalAt })] : []),
    ...(finalAt === null && reversedAt === null && appealableUntil !== null
      ? [say("register.text.appealable", locale, { until: appealableUntil })]
      : []),
  ];
}

function penaltyLines({ reason, amount, startsAt, endsAt }: SaidPenalty, locale: Locale): string[] {
  return [
    reason,
    ...(amount ? [moneyText(amount.amount, amount.currency, locale)] : []),
    ...(startsAt ? [say("register.text.from", locale, { from: startsAt })] : []),
    ...(endsAt ? [say("register.text.until", locale, { until: endsAt })] : []),
  ];
}

const interimLines = ({ startsAt, endsAt, endedBecause }: SaidInterim, locale: Locale): string[] => [
  say("register.text.interim", locale),
  say("register.text.from", locale, { from: startsAt }),
  say("register.text.until", locale, { until: endsAt }),
  ...(endedBecause ? [say(`interimEnd.${endedBecause}`, locale)] : []),
];
