import { createRoot } from 'react-dom/client';
import { Popup } from '../../components/popup';
import { language } from '../../utils/words';

document.documentElement.lang = language();
createRoot(document.getElementById('root')!).render(<Popup />);
