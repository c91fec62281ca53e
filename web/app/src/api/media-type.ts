/** Browsers do not know every file extension; the server examines the bytes. */
export const mediaTypeOf = ({ type, name }: Pick<File, "type" | "name">): string =>
  type || (/\.hei[cf]$/i.test(name) ? "image/heic" : "text/plain");
