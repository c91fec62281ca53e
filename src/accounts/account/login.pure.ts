/** How logins are stored and looked up: `Mei@Example.com`, `mei@example.com` and its full-width spelling are one person. */
export function foldLogin(login: string): string {
  return login.normalize("NFKC").toLowerCase().normalize("NFKC");
}

/** Letters and digits of any script and `. _ @ + -`. No colon: generated logins have one. */
export const LOGIN_PATTERN = { regex: /^[\p{L}\p{M}\p{N}._@+-]+$/u, like: "li.na" };
export const LONGEST_LOGIN = 120;
