//! Who people are and what each role may do.

use crate::text_enum::text_enum;

text_enum! {
    /// What a person may do. A customer buys; the others are operators.
    pub enum Role {
        Customer = "customer",
        CinemaStaff = "cinema_staff",
        Administrator = "administrator",
        Auditor = "auditor",
    }
}

text_enum! {
    /// What a one-time code was asked for; a code opens nothing else.
    pub enum CodePurpose {
        Register = "register",
        Login = "login",
        ResetPassword = "reset_password",
    }
}

/// A phone number in E.164: a plus sign and 8 to 15 digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people write it: spaces and dashes do not count, and eleven digits without
    /// a country are a mobile number of mainland China. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String =
            text.chars().filter(|letter| !matches!(letter, ' ' | '-' | '(' | ')')).collect();
        let international = match compact.strip_prefix("00") {
            Some(rest) => format!("+{rest}"),
            None if is_mainland_mobile(&compact) => format!("+86{compact}"),
            None => compact,
        };
        let digits = international.strip_prefix('+')?;
        let is_number = (8..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_possible = digits.strip_prefix("86").is_none_or(is_mainland_mobile);
        (is_number && is_possible).then_some(Self(international))
    }

    /// The number in E.164.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Eleven digits that begin with 13 to 19.
fn is_mainland_mobile(digits: &str) -> bool {
    digits.len() == 11
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.starts_with('1')
        && digits.as_bytes().get(1).is_some_and(|second| (b'3'..=b'9').contains(second))
}

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPassword {
    TooShort,
    TooLong,
    /// It is on every attacker's list, or is the account's own phone number.
    Guessable,
}

/// The least and the most letters of a password.
pub const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 10..=128;

/// What people choose when they are made to choose ten letters.
const COMMON_PASSWORDS: [&str; 24] = [
    "1234567890",
    "0123456789",
    "0987654321",
    "12345678910",
    "1234512345",
    "123123123123",
    "password12",
    "password123",
    "password1234",
    "passw0rd123",
    "qwertyuiop",
    "qwerty12345",
    "qwerty123456",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "asdfghjkl123",
    "iloveyou123",
    "woaini1314",
    "woaini520520",
    "woaini1314520",
    "a123456789",
    "aa123456789",
    "qq123456789",
];

/// Whether a password may guard the account of `phone`. Length is what counts; there are no rules
/// about kinds of letters.
///
/// # Errors
/// Why not.
pub fn check_password(password: &str, phone: &Phone) -> Result<(), WeakPassword> {
    let length = password.chars().count();
    if length < *PASSWORD_LENGTH.start() {
        return Err(WeakPassword::TooShort);
    }
    if length > *PASSWORD_LENGTH.end() {
        return Err(WeakPassword::TooLong);
    }
    let lower = password.to_lowercase();
    let mut letters = lower.chars();
    let first = letters.next();
    let is_one_letter = letters.all(|letter| Some(letter) == first);
    let is_phone = phone.as_str().ends_with(lower.trim_start_matches('+'));
    if is_one_letter || is_phone || COMMON_PASSWORDS.contains(&lower.as_str()) {
        return Err(WeakPassword::Guessable);
    }
    Ok(())
}

/// A name as others may see it: 1 to 40 printable letters, without space around it.
pub fn display_name(text: &str) -> Option<&str> {
    let name = text.trim();
    let is_printable = !name.chars().any(|letter| letter.is_control() || is_invisible(letter));
    ((1..=40).contains(&name.chars().count()) && is_printable).then_some(name)
}

/// Letters that change what others read without being seen: direction marks and zero widths.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Phone, WeakPassword, check_password, display_name};

    fn phone(text: &str) -> Option<String> {
        Phone::parse(text).map(|phone| phone.to_string())
    }

    #[test]
    fn a_phone_has_one_spelling() {
        for text in ["13800000001", "+8613800000001", "0086 138-0000-0001", "+86 138 0000 0001"] {
            assert_eq!(phone(text).as_deref(), Some("+8613800000001"), "{text}");
        }
        assert_eq!(phone("+442071838750").as_deref(), Some("+442071838750"));
        for text in [
            "",
            "1380000000",
            "12800000001",
            "+8612345",
            "+1",
            "phone",
            "+０１２３４５６７８",
            "+0123456789",
        ] {
            assert_eq!(phone(text), None, "{text}");
        }
    }

    #[test]
    fn a_password_is_long_and_not_on_everybodys_list() {
        let phone = Phone(String::from("+8613800000001"));
        assert_eq!(check_password("marquee-demo", &phone), Ok(()));
        assert_eq!(check_password("二十六个字母里没有我的秘密", &phone), Ok(()));
        assert_eq!(check_password("short", &phone), Err(WeakPassword::TooShort));
        assert_eq!(check_password(&"ab".repeat(65), &phone), Err(WeakPassword::TooLong));
        for guessable in ["Password123", "aaaaaaaaaaaa", "13800000001", "8613800000001"] {
            assert_eq!(
                check_password(guessable, &phone),
                Err(WeakPassword::Guessable),
                "{guessable}"
            );
        }
    }

    #[test]
    fn a_name_is_what_one_sees() {
        assert_eq!(display_name("  林 小雨 "), Some("林 小雨"));
        assert_eq!(display_name("   "), None);
        assert_eq!(display_name("a\u{202E}b"), None);
        assert_eq!(display_name("a\nb"), None);
        assert_eq!(display_name(&"x".repeat(41)), None);
    }
}
