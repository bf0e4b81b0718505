//! The text that a search looks in: names as written, and Chinese as people type it in Latin
//! letters.

use domain::text::LocalizedText;
use pinyin::ToPinyin;

/// Lower-case names, each also as full pinyin and as the initials of its syllables, a line each.
///
/// `霸王别姬` can be found by `霸王`, `bawangbieji`, `bwbj` and by its English title.
pub fn search_text<'a>(names: impl IntoIterator<Item = &'a LocalizedText>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut add = |line: String| {
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    };
    for name in names {
        add(name.zh.to_lowercase());
        add(name.en.to_lowercase());
        let (full, initials) = romanize(&name.zh);
        add(full);
        add(initials);
    }
    lines.join("\n")
}

/// Full pinyin without tones, and the initials. Letters and digits stay; everything else falls out.
fn romanize(text: &str) -> (String, String) {
    let mut full = String::new();
    let mut initials = String::new();
    for (letter, pinyin) in text.chars().zip(text.to_pinyin()) {
        match pinyin {
            Some(pinyin) => {
                full.push_str(pinyin.plain());
                initials.push_str(pinyin.first_letter());
            }
            None if letter.is_ascii_alphanumeric() => {
                full.push(letter.to_ascii_lowercase());
                initials.push(letter.to_ascii_lowercase());
            }
            None => {}
        }
    }
    (full, initials)
}

#[cfg(test)]
mod tests {
    use super::{LocalizedText, search_text};

    #[test]
    fn chinese_is_found_by_what_people_type() {
        let text = search_text([&LocalizedText::new("2001太空漫游", "2001: A Space Odyssey")]);
        for wanted in ["太空", "2001taikongmanyou", "tkmy", "space odyssey"] {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
    }
}
