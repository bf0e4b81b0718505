//! Nothing to link to: the tests stand in `tidy/` (reads the source), `harness/`
//! (tries the harness) and `it/` (runs the platform).
