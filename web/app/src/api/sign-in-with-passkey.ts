import { session, type Keep } from "./redress";

/** As the second step of a challenge, or alone. */
export async function signInWithPasskey(keep: Keep, ofStep?: string): Promise<void> {
  const { challenge, options } = await session.beginPasskeySignIn(ofStep);
  // Loaded only when it is used.
  const { askForPasskey } = await import("./passkey");
  await session.signInWithPasskey(challenge, await askForPasskey(options), keep);
}
