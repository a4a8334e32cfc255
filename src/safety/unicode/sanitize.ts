export const sanitize = (t: string) => t;
