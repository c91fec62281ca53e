import { isResidentNumber } from "../../house-rules/resident-number.pure";
import { hasLostLicence } from "./provider.pure";

/** Letters of other scripts that look like Latin ones: writing them does not make it another licence. */
const LOOKALIKES = new Map([
  ...pairs("АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX"),
  ...pairs("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
]);

/** The column's length; some letters fold into several. */
const LONGEST = 80;

/** The one stored spelling of each licence. */
export const foldLicence = (licenceNo: string): string => [...foldName(licenceNo)].slice(0, LONGEST).join("");

/** The folded name as a column holds it. */
export const nameKeyOf = (name: string): string => [...foldName(name)].slice(0, 200).join("");

/** Full-width forms, capitals, accents, spaces, punctuation and look-alike letters make no difference. */
export function foldName(name: string): string {
  const bare = name
    .normalize("NFKD")
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{M}./()]/gu, "");
  const letters = [...bare].map((letter) => LOOKALIKES.get(letter) ?? letter);
  return letters.join("").normalize("NFC");
}

/** Shows the last four characters, enough for those who know it to recognise it; nothing of a short one. */
export function maskLicence(licenceNo: string): string {
  const characters = [...licenceNo];
  const shown = characters.length >= 8 ? 4 : 0;
  return "•".repeat(characters.length - shown) + characters.slice(characters.length - shown).join("");
}

/**
 * Whoever sells shows its licence (E-Commerce Law, art. 15). A resident identity number that was given as one stays private, and what was found to
 * be another's names nobody but that other: nothing of it is shown.
 */
export function publicLicence(provider: Parameters<typeof hasLostLicence>[0]): string {
  const { licenceNo } = provider;
  if (hasLostLicence(provider)) return "•".repeat([...licenceNo].length);
  return isResidentNumber(licenceNo) ? maskLicence(licenceNo) : licenceNo;
}

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((letter, index) => [letter, to[index] ?? letter]);
}
