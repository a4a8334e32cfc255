/** What somebody may be notified of, and whether they are unless they say otherwise. The host sends. */
export const notificationDefaults = Object.freeze({
  quota_nearly_used: true,
  run_finished: false,
  product_news: false,
});

/** The notifications every PromptForge knows. */
export type BuiltInNotification = keyof typeof notificationDefaults;

export const builtInNotifications = Object.keys(notificationDefaults) as readonly BuiltInNotification[];

/**
 * Notifications of the host's own. Add yours by declaration merging, and name them in the option
 * `users.notifications`: `declare module 'promptforge' { interface HostNotifications { weekly_digest: true } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be added to.
export interface HostNotifications {}

export type HostNotification = keyof HostNotifications & string;
export type NotificationName = BuiltInNotification | HostNotification;
