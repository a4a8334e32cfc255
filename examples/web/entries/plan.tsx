import { PlanPage } from '../components/pages/plan-page';
import { show } from './show';

show(<PlanPage />);
