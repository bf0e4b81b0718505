//! Nothing to link to: the tests stand in `tidy/` (reads the source) and `it/` (runs the platform).
