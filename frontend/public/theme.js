// Runs before the first paint, so that a chosen mood or language never flashes in late.
(() => {
  const root = document.documentElement;
  try {
    const mood = localStorage.getItem('marquee.theme');
    if (mood === 'dark' || mood === 'light') root.dataset.theme = mood;
    const lang = localStorage.getItem('marquee.lang');
    const english = lang ? lang === 'en' : !/^zh\b/i.test(navigator.language);
    root.lang = english ? 'en' : 'zh-CN';
  } catch {
    // Storage may be forbidden; the system's own mood is then right.
  }
})();
