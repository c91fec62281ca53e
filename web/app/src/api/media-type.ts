/** Browsers do not know every ending; the server looks at the bytes. */
export const mediaTypeOf = ({ type, name }: Pick<File, "type" | "name">): string =>
  type || (/\.hei[cf]$/i.test(name) ? "image/heic" : "text/plain");
