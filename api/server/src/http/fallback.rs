//! What no operation takes: wrong methods, unknown paths, and the web app's files.
