import { useEffect } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { PageFrame } from './PageFrame';
import { ADMIN_TABS, AdminDashboard } from './pages/AdminDashboard';
import { DatasetPage } from './pages/DatasetPage';
import { HomePage } from './pages/HomePage';

export function App() {
  const { pathname } = useLocation();
  useEffect(() => void window.scrollTo(0, 0), [pathname]);

  return (
    <PageFrame>
      <Routes>
        <Route
          path="/"
          element={<HomePage />}
        />
        <Route
          path="/datasets/:slug"
          element={<DatasetPage />}
        />
        {ADMIN_TABS.map(({ path }) => (
          <Route
            key={path}
            path={path}
            element={<AdminDashboard />}
          />
        ))}
        <Route
          path="/admin"
          element={
            <Navigate
              to="/admin/datasets"
              replace
            />
          }
        />
        <Route
          path="*"
          element={
            <Navigate
              to="/"
              replace
            />
          }
        />
      </Routes>
    </PageFrame>
  );
}
