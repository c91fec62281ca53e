import { say } from "../../platform/messages/explain";
import type { Account } from "../account/account.entity";
import type { ContactPoint } from "./contact-point.entity";
import type { Letter } from "./letter.entity";
import type { LetterWords } from "./letter-words.pure";

/** What goes to a contact point in one message. */
export interface Claimed {
  mailId: string;
  letters: readonly { letter: Letter; words: LetterWords }[];
  point: ContactPoint;
  address: string;
  account: Account;
}

/** What a gateway for text messages is told. Docs: docs/messages.md. */
export const textMessage = (claimed: Claimed, publicUrl: string): object => {
  const { text, link, ...rest } = short(claimed, publicUrl);
  return { ...rest, to: claimed.address, text: `Redress: ${text}${link === null ? "" : ` ${link}`}`, link };
};

/** What a gateway for apps is told. */
export function appMessage(claimed: Claimed, publicUrl: string): object {
  const { platform } = claimed.point;
  const deviceToken = claimed.address.slice(`${platform}:`.length);
  return { ...short(claimed, publicUrl), platform, deviceToken, title: "Redress" };
}

/** That there is something, and where; nothing of what it is. */
function short({ mailId, letters, point, account }: Claimed, publicUrl: string) {
  const locale = point.locale ?? account.locale;
  const [first] = letters;
  const several = letters.length > 1;
  const links = new Set(letters.map(({ words }) => words.link?.path ?? null));
  const path = links.size === 1 ? (first?.words.link?.path ?? null) : "/inbox";
  return {
    id: mailId,
    kind: first?.letter.kind ?? first?.letter.purpose ?? null,
    locale,
    text: several
      ? say("letter.several", locale, { count: letters.length })
      : (first?.words.short ?? first?.words.subject ?? ""),
    link: path === null ? null : `${publicUrl}${path}`,
  };
}
