/** Browsers compute digests on secure pages only: https, or the machine itself. */
export const canDigest = (): boolean => "subtle" in crypto;

export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The facts about a file that are announced to the server before its bytes. */
export interface FileFacts {
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
}

/** A `File`, or a `Blob` with a name. Throws what `arrayBuffer` throws when it can no longer be read. */
export async function factsOf(file: Blob & { name: string }): Promise<FileFacts> {
  const sha256 = await sha256Of(await file.arrayBuffer());
  return { fileName: file.name, mediaType: mediaTypeOf(file), size: file.size, sha256 };
}

/** Browsers do not know every file extension; the server examines the bytes. */
const mediaTypeOf = ({ type, name }: { type: string; name: string }): string =>
  type || (/\.hei[cf]$/i.test(name) ? "image/heic" : "text/plain");
