import { SessionsPage } from '../components/pages/sessions-page';
import { show } from './show';

show(<SessionsPage />);
