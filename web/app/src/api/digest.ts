/** Browsers compute digests on secure pages only: https, or the machine itself. */
export const canDigest = (): boolean => "subtle" in crypto;

export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
