//! Text that exists in both languages of the platform, and text that hides what is personal.

use std::fmt;

/// The same thing said in Chinese and in English, neither a translation of the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct LocalizedText {
    pub zh: String,
    pub en: String,
}

impl LocalizedText {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

/// Reads a name that may lack English; Chinese then stands for both. Cinemas so name the parts of
/// their halls.
///
/// # Errors
/// There is no name, or no Chinese one.
pub fn read_name<'de, D>(reader: D) -> Result<LocalizedText, D::Error>
where
    D: serde::Deserializer<'de>,
{
    #[derive(serde::Deserialize)]
    struct Name {
        zh: String,
        #[serde(default)]
        en: Option<String>,
    }
    let Name { zh, en } = serde::Deserialize::deserialize(reader)?;
    let en = en.filter(|en| !en.trim().is_empty()).unwrap_or_else(|| zh.clone());
    Ok(LocalizedText { zh, en })
}

/// A column of plain text may hold what is said in both languages.
#[cfg(feature = "db")]
impl LocalizedText {
    /// As such a column keeps it: JSON.
    pub fn to_column(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| self.en.clone())
    }

    /// What such a column says. Text that is no JSON is older than the languages: it says the same
    /// in both.
    pub fn from_column(kept: &str) -> Self {
        serde_json::from_str(kept).unwrap_or_else(|_| Self::new(kept, kept))
    }
}

impl fmt::Display for LocalizedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.zh, self.en)
    }
}

/// A phone number as it is shown to people who need to recognise it and not to call it: the
/// country and the first three digits, four stars, the last four digits. Of a number that is too
/// short to hide anything that way only the last two digits stay.
pub fn mask_phone(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let country = match digits.as_slice() {
        ['8', '6', rest @ ..] if rest.len() == 11 => 2,
        _ => 0,
    };
    let (country, number) = digits.split_at(country);
    let text = |letters: &[char]| letters.iter().collect::<String>();
    let country = match (phone.starts_with('+'), text(country)) {
        (true, code) if !code.is_empty() => format!("+{code} "),
        (true, _) => String::from("+"),
        _ => String::new(),
    };
    // Three and four digits stay visible: at least three others have to be hidden behind them.
    let (first, last) = if number.len() >= 10 { (3, 4) } else { (0, number.len().min(2)) };
    let (first, last) = (&number[..first], &number[number.len() - last..]);
    format!("{country}{}****{}", text(first), text(last))
}

#[cfg(test)]
mod tests {
    use super::mask_phone;

    #[cfg(feature = "db")]
    #[test]
    fn a_column_keeps_both_languages_and_reads_what_was_written_before_there_were_two() {
        use super::LocalizedText;

        let text = LocalizedText::new("银行说：“已付”", "the bank says: \"paid\"");
        assert_eq!(LocalizedText::from_column(&text.to_column()), text);
        for old in ["the bank says: paid", "", "7", "{\"en\": 1}"] {
            assert_eq!(LocalizedText::from_column(old), LocalizedText::new(old, old));
        }
    }

    #[test]
    fn a_masked_phone_is_recognised_and_cannot_be_called() {
        assert_eq!(mask_phone("+8613800000001"), "+86 138****0001");
        assert_eq!(mask_phone("13800000001"), "138****0001");
        assert_eq!(mask_phone("+442071838750"), "+442****8750");
        assert_eq!(mask_phone("+12025550"), "+****50");
        assert_eq!(mask_phone("+86"), "+****86");
        assert_eq!(mask_phone(""), "****");
    }

    #[test]
    fn every_mask_hides_at_least_three_digits_of_a_number() {
        for length in 8..=15 {
            let phone = format!("+{}", &"123456789012345"[..length]);
            let digits = mask_phone(&phone).chars().filter(char::is_ascii_digit).count();
            assert!(length - digits >= 3, "{phone}: {}", mask_phone(&phone));
        }
    }
}
