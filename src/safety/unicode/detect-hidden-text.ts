export const detectHiddenText = (t: string) => t;
