//! Where the files of an import come from: a directory, or the demo that the program carries.

use std::path::PathBuf;

/// The largest file that is read, in bytes.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// The most seat plans of one import.
const MAX_PLANS: usize = 500;

/// A place with files.
#[derive(Clone, Debug)]
pub enum Source {
    Directory(PathBuf),
    /// The demo's catalogue, built into the program so that a first start needs nothing else.
    Demo,
}

macro_rules! demo_files {
    ($($name:literal),+ $(,)?) => {
        const DEMO_FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../../catalogue/", $name)))),+];
    };
}

demo_files! {
    "terms.csv", "films.csv", "cinemas.csv", "halls.csv", "schedule.json", "articles.json",
    "apps.json", "plans/art-75.json", "plans/centre-94.json", "plans/club-40.json",
    "plans/cross-243.json", "plans/giant-330.json", "plans/grand-586.json",
    "plans/imax-386.json", "plans/kids-55.json", "plans/laser-166.json",
    "plans/lounge-30.json", "plans/love-44.json", "plans/motion-114.json",
    "plans/narrow-126.json", "plans/pillar-189.json", "plans/plaza-202.json",
    "plans/twin-120.json",
}

impl Source {
    /// The text of a file; `None` when there is none of that name.
    pub(super) fn read(&self, name: &str) -> Result<Option<String>, String> {
        let text = match self {
            Self::Demo => demo_file(name).map(str::to_owned),
            Self::Directory(directory) => {
                let path = directory.join(name);
                if !path.exists() {
                    return Ok(None);
                }
                let length = path.metadata().map_err(|error| error.to_string())?.len();
                if length > MAX_FILE_BYTES {
                    return Err(format!("the file is larger than {MAX_FILE_BYTES} bytes"));
                }
                let bytes = std::fs::read(&path).map_err(|error| error.to_string())?;
                let text = String::from_utf8(bytes);
                Some(text.map_err(|_| "the file is not UTF-8".to_owned())?)
            }
        };
        Ok(text.map(|text| text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)))
    }

    /// Names of the seat plans, sorted, as `plans/<plan_code>.json`.
    pub(super) fn plans(&self) -> Result<Vec<String>, String> {
        let mut names = match self {
            Self::Demo => {
                let names = DEMO_FILES.iter().map(|(name, _)| (*name).to_owned());
                names.filter(|name| name.starts_with("plans/")).collect()
            }
            Self::Directory(directory) => list_plans(&directory.join("plans"))?,
        };
        if names.len() > MAX_PLANS {
            return Err(format!("there are more than {MAX_PLANS} seat plans"));
        }
        names.sort();
        Ok(names)
    }
}

fn demo_file(name: &str) -> Option<&'static str> {
    DEMO_FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

fn list_plans(directory: &std::path::Path) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(directory).map_err(|error| error.to_string())?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| error.to_string())?.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".json") {
            names.push(format!("plans/{name}"));
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{DEMO_FILES, Source};

    #[test]
    fn the_program_carries_every_file_of_the_catalogue() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue");
        let directory = Source::Directory(root.into());
        assert_eq!(directory.plans(), Source::Demo.plans());
        for (name, text) in DEMO_FILES {
            assert_eq!(directory.read(name), Ok(Some((*text).to_owned())), "{name}");
        }
    }
}
