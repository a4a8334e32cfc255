import { ResetPasswordPage } from '../components/pages/reset-password-page';
import { show } from './show';

show(<ResetPasswordPage />);
