import { SignInPage } from '../components/pages/sign-in-page';
import { show } from './show';

show(<SignInPage />);
