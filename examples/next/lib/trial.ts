/** Whether this is for trying out: then e-mails are printed, and plans and sessions are had for the asking. */
export const isTrial = process.env.TRIAL === 'on' || process.env.NODE_ENV !== 'production';
