export { VerifyEmailPage as default } from 'promptforge-example-web/pages/verify-email-page';
