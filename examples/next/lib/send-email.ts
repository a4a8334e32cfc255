import type { AuthEmail } from 'promptforge';
import { isTrial } from './trial';

/** What each message leads to. A token stands behind the #, where no server and no log ever sees it. */
function linkOf(message: AuthEmail): string {
  switch (message.type) {
    case 'verify_email':
      return `/verify-email#token=${message.token}`;
    case 'reset_password':
      return `/reset-password#token=${message.token}`;
    case 'already_registered':
      return '/sign-in';
    case 'password_changed':
      return '/reset-password';
  }
}

/** Prints the message instead of sending it, so that you can try everything out on one machine. */
export async function sendEmail(message: AuthEmail): Promise<void> {
  if (!isTrial) {
    throw new Error('Hand messages to your mail service, in lib/send-email.ts.');
  }
  const url = process.env.APP_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
  console.log(`e-mail to ${message.email}, ${message.type}: ${url}${linkOf(message)}`);
}
