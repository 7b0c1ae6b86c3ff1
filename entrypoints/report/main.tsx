import { createRoot } from 'react-dom/client';
import { ReportPage } from '../../components/key-report/report-page';
import { followStoredState } from '../../components/shared/stored-state';
import { language } from '../../utils/words';

// While storage answers, all that does not depend on it is made.
const followed = followStoredState();
document.documentElement.lang = language();
const root = createRoot(document.getElementById('root')!);
root.render(<ReportPage source={await followed} />);
