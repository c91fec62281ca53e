export const SUFFIXLESS: Record<string,string> = {};
