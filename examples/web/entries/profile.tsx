import { ProfilePage } from '../components/pages/profile-page';
import { show } from './show';

show(<ProfilePage />);
