//! Everything that is wrong with the files of an import.

use std::fmt;

/// Faults that are kept with their text; further ones are only counted.
const KEPT: usize = 50;

/// The faults of one import, each with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    kept: Vec<String>,
    more: usize,
}

impl Faults {
    /// Notes a fault. `place` is `file:line`, or a file and a JSON pointer.
    pub fn add(&mut self, place: impl fmt::Display, fault: impl fmt::Display) {
        if self.kept.len() < KEPT {
            self.kept.push(format!("{place}: {fault}"));
        } else {
            self.more += 1;
        }
    }

    /// The value, or nothing and a fault.
    pub fn keep<T, E: fmt::Display>(
        &mut self,
        place: impl fmt::Display,
        result: Result<T, E>,
    ) -> Option<T> {
        result.map_err(|fault| self.add(place, fault)).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The first faults, as `place: what`.
    pub fn lines(&self) -> &[String] {
        &self.kept
    }

    /// Success when nothing is wrong.
    ///
    /// # Errors
    /// The faults themselves.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kept.join("\n"))?;
        if self.more > 0 {
            write!(f, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
