import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { Account } from "../account/account.entity";
import type { Actor } from "../actor/actor";
import type { LetterWords } from "./letter-words.pure";
import type { Letter } from "./letter.entity";

/** Whether what a notice is about still concerns its reader, as they are now: asked when it is about to be sent. */
export const STILL_CONCERNED = new Hook<(tx: Tx, letter: Letter, reader: Actor) => Promise<boolean>>("STILL_CONCERNED");

/** What a notice says, once more: of what was sent no words are kept. Null: nobody knows any longer. */
export const NOTICE_WORDS = new Hook<
  (tx: Tx, letter: Pick<Letter, "noticeId" | "recipientId">, account: Account) => Promise<LetterWords | null>
>("NOTICE_WORDS");
