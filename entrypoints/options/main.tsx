import { createRoot } from 'react-dom/client';
import { Options } from '../../components/options';
import { language } from '../../utils/words';

document.documentElement.lang = language();
createRoot(document.getElementById('root')!).render(<Options />);
