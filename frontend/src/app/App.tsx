import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Router } from 'wouter';
import { restoreSession } from '@/api/session';
import { withTransition } from '@/lib/navigation';
import { Toaster } from '@/ui/Toast';
import { queryClient } from './queryClient';
import { Routes } from './router';

export function App() {
  useEffect(() => {
    void restoreSession();
  }, []);
  return (
    <QueryClientProvider client={queryClient}>
      <Router aroundNav={withTransition}>
        <Routes />
      </Router>
      <Toaster />
    </QueryClientProvider>
  );
}
