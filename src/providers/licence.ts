/** One spelling for each licence: full-width forms, capitals, spaces and hyphens make no difference. */
export function foldLicence(licenceNo: string): string {
  return licenceNo
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, "");
}

/** The last four characters, enough for those who know it to recognise it; nothing of a short one. */
export function maskLicence(licenceNo: string): string {
  const characters = [...licenceNo];
  const shown = characters.length >= 8 ? 4 : 0;
  return "•".repeat(characters.length - shown) + characters.slice(characters.length - shown).join("");
}
