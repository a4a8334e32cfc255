import { VerifyEmailPage } from '../components/pages/verify-email-page';
import { show } from './show';

show(<VerifyEmailPage />);
