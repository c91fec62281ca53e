import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import type { Letter } from "./letter.entity";

/** Whether what a notice is about still concerns its reader, as they are now: asked when it is about to be sent. */
export const STILL_CONCERNED = new Hook<(tx: Tx, letter: Letter, reader: Actor) => Promise<boolean>>("STILL_CONCERNED");
