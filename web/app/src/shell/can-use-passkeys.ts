/** Browsers have passkeys only over TLS, and on this machine itself. */
export const canUsePasskeys = "PublicKeyCredential" in window;
