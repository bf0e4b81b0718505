//! An import into a box office that runs by itself: only its own tables are written.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::ImportError;
use super::load::Loader;
use super::programme::Planned;

impl Loader<'_> {
    /// Writes everything in one transaction; returns how many showtimes there were.
    pub async fn load_box_office(&self) -> Result<usize, ImportError> {
        let now = self.clock.now();
        let files = self.files;
        let tx = self.db.begin().await?;
        let stored = box_office::release_days(&tx).await?;
        let released_on: Vec<NaiveDate> =
            files.films.iter().map(|film| self.released_on(film, &stored)).collect();
        let planned = self.plan(&tx, &released_on).await?;
        let mut loaded_plans = HashSet::new();
        for cinema in 0..files.cinemas.len() {
            let is_here = |one: &&Planned| files.halls[one.hall].cinema == cinema;
            let mine: Vec<&Planned> = planned.iter().filter(is_here).collect();
            let load = self.cinema_load(cinema, &mine, &released_on, &mut loaded_plans);
            box_office::schedule::load(&tx, &load, now).await?;
        }
        tx.commit().await?;
        Ok(planned.len())
    }
}
