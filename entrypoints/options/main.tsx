import { createRoot } from 'react-dom/client';
import { Options } from '../../components/options/options';
import { followStoredState } from '../../components/shared/stored-state';
import { language } from '../../utils/words';

// Whatever does not depend on storage is done while it responds.
const followed = followStoredState();
document.documentElement.lang = language();
const root = createRoot(document.getElementById('root')!);
root.render(<Options source={await followed} />);
