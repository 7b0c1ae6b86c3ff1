import { createRoot } from 'react-dom/client';

/* The least that a popup made with React can be: what ours is compared with. */

createRoot(document.getElementById('root')!).render(<main>Nothing here</main>);
