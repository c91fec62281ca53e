import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { defineText, say } from "../text/language";
import { Refusal } from "./refusal";

const text = defineText("passkey", {
  en: { failed: "No passkey was used. Try again, or choose another way." },
  zh: { failed: "未使用通行密钥。请重试，或选择其他方式。" },
});

/** Asks the device for a new passkey; returns what the server needs to register it. */
export const makePasskey = (options: string): Promise<string> =>
  asText(
    startRegistration({
      optionsJSON: JSON.parse(options) as PublicKeyCredentialCreationOptionsJSON,
    }),
  );

/** Asks the device to sign in with a passkey that it holds. */
export const askForPasskey = (options: string): Promise<string> =>
  asText(
    startAuthentication({
      optionsJSON: JSON.parse(options) as PublicKeyCredentialRequestOptionsJSON,
    }),
  );

/** The person declined, was too slow, or has no passkey: browsers do not say which. */
async function asText(answer: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await answer);
  } catch {
    throw new Refusal("PASSKEY_NOT_USED", say(text, "failed"));
  }
}
