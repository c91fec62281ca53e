/**
 * The address as it stands at this moment, for what is about to change it. What a component was last rendered with may be older: of two
 * choices made quickly one after the other, the second would take the first back.
 */
export const addressNow = (): URLSearchParams => new URLSearchParams(window.location.search);
