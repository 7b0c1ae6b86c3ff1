import { ThemeProvider } from '@opengovsg/design-system-react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router-dom';
import { App } from './App';
import './fonts.css';
import { replicaControls } from './replicaControls';

window.replica = replicaControls;

/** Waiting for the fonts keeps rows from moving when they arrive. */
const fonts = Promise.all([400, 500, 600].map((weight) => document.fonts.load(`${weight} 1rem Inter`)));
const atMostOneSecond = new Promise((resolve) => setTimeout(resolve, 1000));

void Promise.race([fonts, atMostOneSecond])
  .catch(() => undefined)
  .then(() => {
    createRoot(document.getElementById('root')!).render(
      <ThemeProvider>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </ThemeProvider>,
    );
  });
