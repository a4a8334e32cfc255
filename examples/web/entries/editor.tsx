import { EditorPage } from '../components/pages/editor-page';
import { show } from './show';

show(<EditorPage />);
