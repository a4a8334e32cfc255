import type { AuthEmail } from 'promptforge';

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
  if (process.env.NODE_ENV === 'production') {
    throw new Error('Hand messages to your mail service, in send-email.ts.');
  }
  console.log(`e-mail to ${message.email}, ${message.type}: ${process.env.APP_URL ?? ''}${linkOf(message)}`);
}
