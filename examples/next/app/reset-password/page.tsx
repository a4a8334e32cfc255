export { ResetPasswordPage as default } from 'promptforge-example-web/pages/reset-password-page';
