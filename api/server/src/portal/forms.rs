//! What the forms of administration have in common: each broken rule is collected with its place,
//! so that an editor sees all of them at once.

use domain::portal::is_slug;
use domain::text::LocalizedText;

use crate::error::{Error, Result};
use crate::http::problem::FieldError;

/// The broken rules of one form.
#[derive(Default)]
pub struct Faults(Vec<FieldError>);

impl Faults {
    pub fn add(&mut self, pointer: impl Into<String>, code: &str, detail: impl Into<String>) {
        self.0.push(FieldError::new(pointer, code, detail));
    }

    /// A part of an address.
    pub fn slug(&mut self, pointer: &str, text: &str) {
        if !is_slug(text) {
            let detail = "Small letters, digits and single dashes between them, 60 at most.";
            self.add(pointer, "slug", detail);
        }
    }

    /// A text in both languages, neither longer than `longest` characters.
    pub fn text(&mut self, pointer: &str, text: &LocalizedText, longest: usize) {
        for (language, words) in [("zh", &text.zh), ("en", &text.en)] {
            if words.chars().count() > longest {
                let detail = format!("{longest} characters at most.");
                self.add(format!("{pointer}/{language}"), "length", detail);
            }
        }
    }

    /// A text that is there in both languages.
    pub fn both(&mut self, pointer: &str, text: &LocalizedText) {
        for (language, words) in [("zh", &text.zh), ("en", &text.en)] {
            if words.trim().is_empty() {
                let detail = "It is said in both languages.";
                self.add(format!("{pointer}/{language}"), "required", detail);
            }
        }
    }

    /// # Errors
    /// [`Error::Invalid`] with all of them, if there are any.
    pub fn into_result(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

/// The revision that somebody saw before they changed something.
///
/// # Errors
/// [`Error::Invalid`] when they do not say.
pub fn seen(revision: Option<i64>) -> Result<i64> {
    revision.ok_or_else(|| {
        Error::invalid("/revision", "required", "Say which revision you have changed.")
    })
}
