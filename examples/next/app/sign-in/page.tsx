export { SignInPage as default } from 'promptforge-example-web/pages/sign-in-page';
