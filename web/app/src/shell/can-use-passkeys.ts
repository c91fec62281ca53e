/** Browsers allow passkeys only over TLS and on localhost. */
export const canUsePasskeys = "PublicKeyCredential" in window;
