import { Refusal } from "../../platform/refusal";
import { pretendsToBePlatform } from "./display-name.pure";

/** Checks names that people choose for themselves. */
export function checkDisplayName(displayName: string): void {
  if (pretendsToBePlatform(displayName))
    throw new Refusal("BAD_USER_INPUT", { reason: "displayName.platform", field: "input.displayName" });
}
